namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

/// <summary>
/// The text of an object whose type is not known any more. Not a string, so that it renders without quotes, as the object did. Compared by
/// reference: two keys of a dictionary may have had the same text.
/// </summary>
sealed class RecordedText(string text)
{
    public override string ToString() => text;
}
