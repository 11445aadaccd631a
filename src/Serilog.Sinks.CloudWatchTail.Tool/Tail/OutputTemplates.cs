namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>The text that an event is shown as when no template is given: as short as it can be without raising questions.</summary>
static class OutputTemplates
{
    static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <param name="severalGroups">Whether a line has to say which log group it is from.</param>
    /// <param name="age">How far back history reaches: over a day, a time without a date says nothing.</param>
    public static string For(bool severalGroups, TimeSpan age)
    {
        var time = age > OneDay ? "yyyy-MM-dd HH:mm:ss.fff" : "HH:mm:ss.fff";
        return $"[{{Timestamp:{time}}} {{Level:u3}}] {(severalGroups ? "{LogGroup} " : "")}{{Message:lj}}{{NewLine}}{{Exception}}";
    }
}
