namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// What of the emulator's options concerns reading back.
// VisibilityDelay: How long after its put an event is seen, in milliseconds.
// ScanLimit: How many events one page of FilterLogEvents looks at.
// EmptyPages: How many empty pages come before the first.
readonly record struct ReadingOptions(long VisibilityDelay, int ScanLimit, int EmptyPages)
{
    // What was put later than this is not seen yet. Without a delay everything is, even if the clock was set back.
    public long VisibleUntil(long now) => VisibilityDelay == 0 ? long.MaxValue : now - VisibilityDelay;
}
