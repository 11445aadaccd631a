using System.Globalization;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// The default output templates, as short as possible without raising questions.
static class OutputTemplates
{
    // Without a limit, a template of a few bytes could demand gigabytes.
    const int WidthLimit = 1_000;

    static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    // relative counts the time from the first event. age is how far the history reaches back: beyond a day, a time needs a date.
    public static string For(bool relative, TimeSpan age)
    {
        var time = relative ? $"{{{RelativeTime.PropertyName}:l}}" : age > OneDay ? "{Timestamp:yyyy-MM-dd HH:mm:ss.fff}" : "{Timestamp:HH:mm:ss.fff}";
        return $"[{time} {{Level:u3}}] {{Message:lj}}{{NewLine}}{{Exception}}";
    }

    // Throws UsageException if a hole demands more width than any line has.
    public static void Check(string template)
    {
        if (new MessageTemplateParser().Parse(template).Tokens.OfType<PropertyToken>().Any(IsTooWide))
            throw new UsageException($"--template has a hole whose alignment or precision demands more than {WidthLimit} characters.");
    }

    static bool IsTooWide(PropertyToken hole)
    {
        if (hole.Alignment is { Width: > WidthLimit or < 0 } || hole.Format is { Length: > WidthLimit }) return true;
        return hole.Format is [var letter, .. var precision] && char.IsAsciiLetter(letter) && precision.All(char.IsAsciiDigit)
            && double.Parse("0" + precision, CultureInfo.InvariantCulture) > WidthLimit;
    }

    // A template on the command line need not say that a line ends.
    public static string Complete(string template) => template.Contains("{NewLine", StringComparison.Ordinal) ? template : template + "{NewLine}";
}
