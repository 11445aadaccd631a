using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Counts events by level and by template, for the summary. Beyond a bound, templates share one count.
sealed class EventTally
{
    const int TemplateLimit = 10_000;
    const int TemplatesShown = 10;
    const int LongestTemplate = 100;

    // A screenful needs no summary.
    const int ShownAsTheyAre = 20;

    readonly long[] _levels = new long[(int)LogEventLevel.Fatal + 1];
    readonly Dictionary<string, long> _templates = [];

    public void Add(LogEvent logEvent)
    {
        _levels[(int)logEvent.Level]++;
        var template = logEvent.MessageTemplate.Text;
        if (_templates.TryGetValue(template, out var count)) _templates[template] = count + 1;
        else if (_templates.Count < TemplateLimit) _templates.Add(template, 1);
    }

    // Yields one line for the levels and one for each of the most common templates; nothing for a screenful or less.
    public IEnumerable<string> Lines()
    {
        var levels = Enum.GetValues<LogEventLevel>().Reverse().Where(level => _levels[(int)level] > 0).ToArray();
        if (_levels.Sum() <= ShownAsTheyAre) yield break;
        yield return string.Join(", ", levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{_levels[(int)level]:N0} {level}")));
        foreach (var (template, count) in _templates.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).Take(TemplatesShown))
            yield return string.Create(CultureInfo.InvariantCulture, $"{count,9:N0} × {Shortened(template)}");
    }

    static string Shortened(string template) => template.Length <= LongestTemplate ? template : template[..(LongestTemplate - 1)] + "…";
}
