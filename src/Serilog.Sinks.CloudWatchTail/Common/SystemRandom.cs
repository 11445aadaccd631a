using System.Security.Cryptography;

namespace Serilog.Sinks.CloudWatchTail.Common;

// The random source of production code, for jitter; everything else has it injected.
static class SystemRandom
{
    public static double NextDouble() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;
}
