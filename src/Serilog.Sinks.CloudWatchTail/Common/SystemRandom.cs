using System.Security.Cryptography;

namespace Serilog.Sinks.CloudWatchTail.Common;

// The randomness of production code, for jitter: everything else gets it injected.
static class SystemRandom
{
    // A number from 0 (inclusive) to 1 (exclusive).
    public static double NextDouble() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;
}
