using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// The scratch memory for formatting one event, reused for the next. Not thread-safe.
sealed class FormattingScratch
{
    [ThreadStatic]
    static FormattingScratch? _spare;

    public FormattingScratch()
    {
        Values = new(Kinds, Holes, Text);
        Json = new(Text);
    }

    // Receives the rendering of a hole or a foreign object.
    public CharBuffer Text { get; } = new();

    // Receives the capture of an event that arrives as an object.
    public CapturedEvents Event { get; } = new();

    public FragmentCache Fragments { get; } = new();

    public EventTimes Times { get; } = new();

    public KindRecorder Kinds { get; } = new();

    public FormattedHoles Holes { get; } = new();

    public JsonValueWriter Values { get; }

    // Writes the JSON of an object inside a message.
    public MessageJson Json { get; }

    // Returns this thread's instance, unless it is in use further up the stack: a property's ToString may itself log.
    public static FormattingScratch Rent()
    {
        var scratch = _spare ?? new();
        _spare = null;
        return scratch;
    }

    public static void Return(FormattingScratch scratch) => _spare = scratch;
}
