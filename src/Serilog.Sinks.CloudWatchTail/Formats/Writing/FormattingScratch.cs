using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>What formatting one event needs besides its output, used again for the next. Not thread-safe.</summary>
sealed class FormattingScratch
{
    [ThreadStatic]
    static FormattingScratch? _spare;

    public FormattingScratch()
    {
        Values = new(Kinds, Holes, Text);
        Json = new(Text);
    }

    /// <summary>Where a hole or a foreign object is rendered first.</summary>
    public CharBuffer Text { get; } = new();

    /// <summary>Where an event that comes as an object is captured first.</summary>
    public CapturedEvents Event { get; } = new();

    public KindRecorder Kinds { get; } = new();

    public FormattedHoles Holes { get; } = new();

    public JsonValueWriter Values { get; }

    /// <summary>Where an object that stands in a message is written first.</summary>
    public MessageJson Json { get; }

    /// <summary>This thread's own, unless it is in use further up: a property's ToString may itself log.</summary>
    public static FormattingScratch Rent()
    {
        var scratch = _spare ?? new();
        _spare = null;
        return scratch;
    }

    public static void Return(FormattingScratch scratch) => _spare = scratch;
}
