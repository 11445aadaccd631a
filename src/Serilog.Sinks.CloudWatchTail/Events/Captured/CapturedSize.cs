using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>
/// How much memory an event keeps, roughly: what a limit on memory must count from the moment the event is there, long before it is rendered. It runs no
/// code of the application's.
/// </summary>
static class CapturedSize
{
    /// <summary>An event's place on a page, in a batch, and in the body's index.</summary>
    public const int PerEvent = 240;

    /// <summary>What is expected of a body for an event of no length: names, punctuation, the time.</summary>
    const int LeastBody = 160;

    /// <summary>No single event counts for more, so that sums stay whole numbers of 32 bits.</summary>
    const int Most = 1 << 30;

    const int PerWhole = 176, PerEntry = 44, PerObject = 24, PerString = 24, PerException = 2_000;

    /// <summary>Serilog keeps templates up to this length for the next event; each longer one belongs to its event.</summary>
    const int LongestShared = 1_024;

    /// <summary>An exception within an exception, and a value within a value, are followed so far.</summary>
    const int Deepest = 32;

    static readonly bool KnowsMessages = FindOutWhetherMessagesAreKnown();

    /// <summary>What an event keeps and what its rendered text is expected to add.</summary>
    /// <param name="captured">What the event keeps.</param>
    public static int WithBody(int captured) => (int)Math.Min(captured + LeastBody + (Math.Max(0, captured - PerEvent) / 2L), Most);

    /// <summary>An event that is kept as the object it is, but for its template.</summary>
    public static int OfWhole(LogEvent logEvent)
    {
        long bytes = PerEvent + PerWhole + OfException(logEvent.Exception);

        // Serilog's own dictionary and no other: another one's enumerator is the application's code.
        if (logEvent.Properties is Dictionary<string, LogEventPropertyValue> properties)
        {
            bytes += (long)properties.Count * PerEntry;
            try
            {
                foreach (var (_, value) in properties) bytes += Of(value);
            }
            catch (InvalidOperationException)
            {
                // Changed while it is logged: as far as it was counted.
            }
        }

        return Clamp(bytes);
    }

    /// <summary>An event that is kept apart from all others, its template included.</summary>
    public static int Of(LogEvent logEvent) => Clamp((long)OfWhole(logEvent) + OfTemplate(logEvent.MessageTemplate));

    public static int OfTemplate(MessageTemplate template) => Clamp(300 + (4L * template.Text.Length));

    /// <summary>Whether Serilog may share the template among events.</summary>
    public static bool MayBeShared(MessageTemplate template) => template.Text.Length <= LongestShared;

    public static int Of(string? text) => text is null ? 0 : Clamp(PerString + (2L * text.Length));

    public static int Of(char[] text) => Clamp(PerString + (2L * text.Length));

    public static int OfException(Exception? exception)
    {
        long bytes = 0;
        for (var depth = 0; exception is not null && depth < Deepest; depth++, exception = exception.InnerException)
            bytes += PerException + (KnowsMessages ? Of(Message(exception)) : 0);
        return Clamp(bytes);
    }

    public static int Of(LogEventPropertyValue? value) => Clamp(Of(value, 0));

    public static int Clamp(long bytes) => (int)Math.Min(bytes, Most);

    static long Of(LogEventPropertyValue? value, int depth)
    {
        if (value is null || depth == Deepest) return 0;
        if (value is ScalarValue scalar) return PerString + (scalar.Value is string text ? Of(text) : PerObject);
        long bytes = PerObject;
        switch (value)
        {
            case SequenceValue sequence when sequence.Elements is LogEventPropertyValue[] elements:
                foreach (var element in elements) bytes += 8 + Of(element, depth + 1);
                break;
            case StructureValue structure when structure.Properties is LogEventProperty[] properties:
                foreach (var property in properties) bytes += PerString + Of(property.Value, depth + 1);
                break;
            case DictionaryValue dictionary when dictionary.Elements is Dictionary<ScalarValue, LogEventPropertyValue> elements:
                foreach (var (key, element) in elements) bytes += PerEntry + Of(key, depth + 1) + Of(element, depth + 1);
                break;
        }

        return bytes;
    }

    // The field, since the property may be overridden with anything, and this runs on the caller's thread.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    static extern ref string? Message(Exception exception);

    static bool FindOutWhetherMessagesAreKnown()
    {
        try
        {
            return Message(new InvalidOperationException("m")) == "m";
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }
}
