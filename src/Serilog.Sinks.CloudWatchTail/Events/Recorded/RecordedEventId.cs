using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

/// <summary>
/// The event id that rendered CLEF says as <c>@i</c>: the hash of a template that is not there. A property like any other, but rendered CLEF writes it
/// as <c>@i</c> again, where a property of that name would be <c>@@i</c>.
/// </summary>
sealed class RecordedEventId(string text) : ScalarValue(text)
{
    public const string Name = "@i";
}
