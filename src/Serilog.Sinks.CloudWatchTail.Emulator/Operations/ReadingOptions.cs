namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

/// <summary>What of the emulator's options concerns reading back.</summary>
/// <param name="VisibilityDelay">How long after its put an event is seen, in milliseconds.</param>
/// <param name="ScanLimit">How many events one page of FilterLogEvents looks at.</param>
/// <param name="EmptyPages">How many empty pages come before the first.</param>
readonly record struct ReadingOptions(long VisibilityDelay, int ScanLimit, int EmptyPages)
{
    /// <summary>What was put later than this is not seen yet. Without a delay everything is, even if the clock was set back.</summary>
    public long VisibleUntil(long now) => VisibilityDelay == 0 ? long.MaxValue : now - VisibilityDelay;
}
