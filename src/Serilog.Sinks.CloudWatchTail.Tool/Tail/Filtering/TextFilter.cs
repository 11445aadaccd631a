using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// --grep and --exclude: matches a regular expression against the rendered message, the exception and the stored message, so that the result does not
// depend on the format shown. Events for which the expression takes too long are shown.
sealed class TextFilter(Regex pattern, bool excludes, Action<string> complain) : IEventFilter
{
    bool _complained;

    public bool Matches(in TailedEvent tailed)
    {
        try
        {
            return IsIn(tailed) != excludes;
        }
        catch (RegexMatchTimeoutException)
        {
            if (!_complained) complain($"the regular expression '{pattern}' takes too long for some events; they are shown");
            _complained = true;
            return true;
        }
    }

    bool IsIn(in TailedEvent tailed)
    {
        if (pattern.IsMatch(tailed.Message.ToString())) return true;
        if (tailed.LogEvent is not { } logEvent) return false;
        return pattern.IsMatch(logEvent.RenderMessage(CultureInfo.InvariantCulture))
            || (logEvent.Exception is { } exception && pattern.IsMatch(exception.ToString()));
    }
}
