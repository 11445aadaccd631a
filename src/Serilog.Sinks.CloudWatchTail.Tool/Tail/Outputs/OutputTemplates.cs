using System.Globalization;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// The text that an event is shown as when no template is given: as short as it can be without raising questions.
static class OutputTemplates
{
    // A template of a few bytes could otherwise ask for gigabytes.
    const int WidthLimit = 1_000;

    static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    // relative: Whether the time counts from the first event.
    // age: How far back history reaches: over a day, a time without a date says nothing.
    public static string For(bool relative, TimeSpan age)
    {
        var time = relative ? $"{{{RelativeTime.PropertyName}:l}}" : age > OneDay ? "{Timestamp:yyyy-MM-dd HH:mm:ss.fff}" : "{Timestamp:HH:mm:ss.fff}";
        return $"[{time} {{Level:u3}}] {{Message:lj}}{{NewLine}}{{Exception}}";
    }

    // Throws UsageException: A hole asks for more room than any line has.
    public static void Check(string template)
    {
        if (new MessageTemplateParser().Parse(template).Tokens.OfType<PropertyToken>().Any(IsTooWide))
            throw new UsageException($"--template has a hole whose alignment or precision asks for more than {WidthLimit} characters.");
    }

    static bool IsTooWide(PropertyToken hole)
    {
        if (hole.Alignment is { Width: > WidthLimit or < 0 } || hole.Format is { Length: > WidthLimit }) return true;
        return hole.Format is [var letter, .. var precision] && char.IsAsciiLetter(letter) && precision.All(char.IsAsciiDigit)
            && double.Parse("0" + precision, CultureInfo.InvariantCulture) > WidthLimit;
    }

    // A template on a command line ends its line without having to say so.
    public static string Complete(string template) => template.Contains("{NewLine", StringComparison.Ordinal) ? template : template + "{NewLine}";
}
