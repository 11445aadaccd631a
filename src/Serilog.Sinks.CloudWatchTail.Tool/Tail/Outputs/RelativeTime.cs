using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// --time relative: the time since the first event, as +1:02:03.456.
sealed class RelativeTime
{
    // The property's name in output templates.
    public const string PropertyName = "RelativeTime";

    DateTimeOffset? _first;

    public void AddTo(LogEvent logEvent)
    {
        var elapsed = logEvent.Timestamp - (_first ??= logEvent.Timestamp);
        var sign = elapsed < TimeSpan.Zero ? '-' : '+';
        var text = sign + elapsed.Duration().ToString(elapsed.Duration() < TimeSpan.FromDays(1) ? @"h\:mm\:ss\.fff" : @"d\.hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
        logEvent.AddOrUpdateProperty(new LogEventProperty(PropertyName, new ScalarValue(text)));
    }
}
