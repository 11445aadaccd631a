using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// What details of one kind share: their template, the names of their properties in order, and values that enrichers add to each as one object.
sealed class DetailShape
{
    const int PerShape = 64, PerProperty = 16;

    // number: Its place in DetailShapes; negative if it has none. Throws InvalidOperationException if the properties change meanwhile.
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
    }

    public int Number { get; }

    public MessageTemplate Template { get; }

    public string[] Names { get; }

    // Of each property; null where it is not shared.
    public LogEventPropertyValue?[] Values { get; }

    // The memory that it keeps; the names are mostly the template's.
    public int Bytes => CapturedSize.Clamp(CapturedSize.OfTemplate(Template) + PerShape + ((long)PerProperty * Names.Length) + Values.Sum(static v => (long)CapturedSize.Of(v)));

    // Texts, which do not change and take little.
    static bool MayBeShared(LogEventPropertyValue? value) => value?.GetType() == typeof(ScalarValue) && ((ScalarValue)value).Value is string { Length: <= DetailEncoder.LongestText };
}
