using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// The event id of rendered CLEF, @i: a hash of the template, which the message does not contain. It is an ordinary property except that rendered CLEF
// writes it as @i again, where another property of that name becomes @@i.
sealed class RecordedEventId(string text) : ScalarValue(text)
{
    public const string Name = "@i";
}
