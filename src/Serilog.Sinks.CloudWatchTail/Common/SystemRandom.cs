using System.Security.Cryptography;

namespace Serilog.Sinks.CloudWatchTail.Common;

/// <summary>The randomness of production code, for jitter: everything else gets it injected.</summary>
static class SystemRandom
{
    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public static double NextDouble() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;
}
