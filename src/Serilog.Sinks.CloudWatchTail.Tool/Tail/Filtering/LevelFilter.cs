using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// --level, which a key can change.
sealed class LevelFilter(LoggingLevelSwitch level) : IEventFilter
{
    public bool Matches(in TailedEvent tailed) => tailed.LogEvent!.Level >= level.MinimumLevel;
}
