using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// A message that some logger wrote, and what it is read as. In the file a heading is followed by the message, indented, and by one line for each
/// thing that the event says. Tabs, escapes and line ends are shown as ␉, ␛ and ␤, and a space at the end of a line as ␠.
/// </summary>
public sealed record RecordedMessage(string Name, string Message, string Reading)
{
    /// <summary>The time of an event whose message says none.</summary>
    public static readonly DateTimeOffset Fallback = DateTimeOffset.UnixEpoch;

    const string Indent = "  ";

    internal static IEnumerable<RecordedMessage> ReadAll(string golden)
    {
        foreach (var block in golden.Split("\n# ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.TrimStart('#', ' ').TrimEnd('\n').Split('\n');
            var message = lines.Skip(1).TakeWhile(line => line.StartsWith(Indent)).ToArray();
            yield return new(lines[0], Show(string.Join('\n', message.Select(line => line[Indent.Length..])), isBack: true), string.Join('\n', lines.Skip(1 + message.Length)));
        }
    }

    /// <summary>Everything that an event says.</summary>
    public static string Describe(LogEvent logEvent)
    {
        var text = new StringBuilder();
        void Add(string label, string value) => text.Append(CultureInfo.InvariantCulture, $"{label,-9} {Show(value.Replace("\n", "␤"))}").Append('\n');

        Add("level", logEvent.Level.ToString());
        if (logEvent.Timestamp != Fallback) Add("time", logEvent.Timestamp.ToString("O", CultureInfo.InvariantCulture));
        Add("message", logEvent.RenderMessage(CultureInfo.InvariantCulture));
        if (logEvent.TraceId != null) Add("trace", $"{logEvent.TraceId} {logEvent.SpanId}".TrimEnd());
        if (logEvent.Exception is RecordedException exception)
        {
            Add("error", $"{exception.TypeName}: {exception.Message}");
            Add("stack", exception.ToString());
        }

        foreach (var (name, value) in logEvent.Properties) Add("property", $"{name} = {value.ToString(null, CultureInfo.InvariantCulture)}");
        return text.ToString().TrimEnd('\n');
    }

    public override string ToString() => Name;

    static string Show(string text, bool isBack = false)
    {
        if (isBack) return text.Replace('␉', '\t').Replace('␛', '\u001b').Replace("␠", " ");
        text = text.Replace('\t', '␉').Replace('\u001b', '␛');
        return text.EndsWith(' ') ? text[..^1] + "␠" : text;
    }
}
