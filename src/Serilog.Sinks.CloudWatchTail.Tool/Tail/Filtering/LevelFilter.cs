using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// --level, and the key that moves it.
sealed class LevelFilter(LoggingLevelSwitch level) : IEventFilter
{
    public bool Matches(in TailedEvent tailed) => tailed.LogEvent!.Level >= level.MinimumLevel;
}
