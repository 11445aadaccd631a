namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The emulator's options for reading events. VisibilityDelay is in milliseconds from the put; ScanLimit applies to a page of FilterLogEvents;
// EmptyPages come before its first page.
readonly record struct ReadingOptions(long VisibilityDelay, int ScanLimit, int EmptyPages)
{
    // Events put later than this are not visible yet. Without a delay all are visible, even after the clock was set back.
    public long VisibleUntil(long now) => VisibilityDelay == 0 ? long.MaxValue : now - VisibilityDelay;
}
