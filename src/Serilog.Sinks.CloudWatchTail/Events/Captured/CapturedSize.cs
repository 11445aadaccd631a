using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Estimates the memory that an event keeps. A limit on memory must count it as soon as the event arrives, long before it is rendered. Runs no code of
// the application.
static class CapturedSize
{
    // An event's share of a page, a batch and the body's index.
    public const int PerEvent = 240;

    // The expected body of an empty event: names, punctuation, the time.
    const int LeastBody = 160;

    // No single event counts for more, so that sums stay whole numbers of 32 bits.
    const int Most = CapturedHead.CopiesFlag - 1;

    const int PerWhole = 176, PerEntry = 44, PerObject = 24, PerString = 24, PerException = 2_000;

    // Serilog caches templates up to this length; a longer one belongs to its event alone.
    const int LongestShared = 1_024;

    // How deep nested exceptions and values are followed.
    const int Deepest = 32;

    static readonly bool KnowsMessages = FindOutWhetherMessagesAreKnown();

    // Returns the memory that an event keeps plus the expected size of its rendered text.
    public static int WithBody(int captured) => (int)Math.Min(captured + LeastBody + (Math.Max(0, captured - PerEvent) / 2L), Most);

    // Returns the size of an event that is kept whole, without its template.
    public static int OfWhole(LogEvent logEvent)
    {
        long bytes = PerEvent + PerWhole + OfException(logEvent.Exception);

        // Only Serilog's own dictionary: the enumerator of another would be the application's code.
        if (logEvent.Properties is Dictionary<string, LogEventPropertyValue> properties)
        {
            bytes += (long)properties.Count * PerEntry;
            try
            {
                foreach (var (_, value) in properties) bytes += Of(value);
            }
            catch (InvalidOperationException)
            {
                // Changed while it is being logged: counted as far as it was read.
            }
        }

        return Clamp(bytes);
    }

    // Returns the size of an event that is kept separately, with its template.
    public static int Of(LogEvent logEvent) => Clamp((long)OfWhole(logEvent) + OfTemplate(logEvent.MessageTemplate));

    public static int OfTemplate(MessageTemplate template) => Clamp(300 + (4L * template.Text.Length));

    // Whether Serilog may share the template among events.
    public static bool MayBeShared(MessageTemplate template) => template.Text.Length <= LongestShared;

    public static int Of(string? text) => text is null ? 0 : Clamp(PerString + (2L * text.Length));

    public static int Of(LargeText text) => Clamp(PerString + (long)text.Bytes);

    public static int OfException(Exception? exception)
    {
        long bytes = 0;
        for (var depth = 0; exception is not null && depth < Deepest; depth++, exception = exception.InnerException)
            bytes += PerException + (KnowsMessages ? Of(Message(exception)) : 0);
        return Clamp(bytes);
    }

    public static int Of(LogEventPropertyValue? value) => Clamp(Of(value, 0));

    // Returns the size of the event's strings that are large objects, or of the values that contain such, as far as its properties are concerned.
    public static int OfLargeStrings(LogEvent logEvent)
    {
        if (logEvent.Properties is not Dictionary<string, LogEventPropertyValue> properties) return 0;
        long bytes = 0;
        try
        {
            foreach (var (_, value) in properties)
            {
                if (new CapturedProperty("", value) is { MayHoldLargeString: true } property) bytes += property.Bytes;
            }
        }
        catch (InvalidOperationException)
        {
            // Changed while it is being logged: counted as far as it was read.
        }

        return Clamp(bytes);
    }

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

    // The field, because an override of the property may do anything, and this runs on the caller's thread.
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
