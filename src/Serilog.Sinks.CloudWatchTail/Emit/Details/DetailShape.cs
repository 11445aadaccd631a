using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// What details of one kind share: the template, the names of the properties in order, and the texts that an enricher adds to each as the same object.
sealed class DetailShape
{
    const int PerShape = 64, PerProperty = 16;

    // number is its place in DetailShapes; negative for none. Throws InvalidOperationException if the properties change meanwhile.
    public DetailShape(int number, MessageTemplate template, Dictionary<string, LogEventPropertyValue> properties)
    {
        var names = new List<string>(properties.Count);
        var values = new List<LogEventPropertyValue?>(properties.Count);
        foreach (var (name, value) in properties)
        {
            names.Add(name);
            values.Add(number >= 0 && MayBeShared(value) ? value : null);
        }

        Number = number;
        Template = template;
        Names = [.. names];
        Values = [.. values];
        Texts = Array.ConvertAll(Values, static v => ((ScalarValue?)v)?.Value);
    }

    public int Number { get; }

    public MessageTemplate Template { get; }

    public string[] Names { get; }

    // One for each name; null where none is shared.
    public LogEventPropertyValue?[] Values { get; }

    // The texts in Values. Some enrichers wrap the same text in a new value for each event.
    public object?[] Texts { get; }

    // The memory that it keeps, without the names, which are mostly the template's.
    public int Bytes => CapturedSize.Clamp(CapturedSize.OfTemplate(Template) + PerShape + ((long)PerProperty * Names.Length) + Values.Sum(static v => (long)CapturedSize.Of(v)));

    // Texts do not change, and these take little memory.
    static bool MayBeShared(LogEventPropertyValue? value) => value?.GetType() == typeof(ScalarValue) && ((ScalarValue)value).Value is string { Length: <= DetailEncoder.LongestText };
}
