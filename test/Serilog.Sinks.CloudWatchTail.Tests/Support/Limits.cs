namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

static class Limits
{
    /// <summary>How long a test waits for what should happen at once before it is red: long enough for a machine that is busy elsewhere.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
}
