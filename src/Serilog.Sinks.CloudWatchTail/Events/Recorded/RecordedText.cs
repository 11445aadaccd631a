namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// The text of an object whose type is unknown here. It is not a string, so that it renders without quotes, as the object did. Compared by reference,
// because two keys of a dictionary may have had the same text.
sealed class RecordedText(string text)
{
    public override string ToString() => text;
}
