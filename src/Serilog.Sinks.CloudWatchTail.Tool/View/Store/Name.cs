using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Store;

// A text that many events share: a template, a log group or a log stream.
sealed class Name(int id, string text)
{
    // The object, its string and value, and its entry in the table.
    const int FixedBytes = 40 + 24 + 24 + 40;

    // Never used again for another text.
    public int Id { get; } = id;

    public string Text { get; } = text;

    // The text as a property's value.
    public ScalarValue Value { get; } = new(text);

    // How many stored events have this name. Changed under the store's lock only.
    public int Uses { get; set; }

    public int Bytes => FixedBytes + 2 * Text.Length;
}
