using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

/// <summary><c>--level</c>, and the key that moves it.</summary>
sealed class LevelFilter(LoggingLevelSwitch level) : IEventFilter
{
    public bool Matches(in TailedEvent tailed) => tailed.LogEvent!.Level >= level.MinimumLevel;
}
