using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Decides whether a group of its class can be tailed. Only classes that certainly lack Live Tail are listed here; for any other, now or in the
// future, a query that finds nothing lets the service decide.
sealed class ClassJudgement(ICloudWatchLogsClient client, TailServices services)
{
    static readonly (string Class, string Name)[] WithoutLiveTail = [("INFREQUENT_ACCESS", "Infrequent Access"), ("DELIVERY", "DELIVERY")];

    // No event is dated that far ahead, so the response is empty.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    // Returns why the group cannot be tailed, or null if no reason is known.
    public async Task<string?> FindRefusalAsync(LogGroupDescription group, CancellationToken cancellationToken)
    {
        if (group.LogGroupClass is not { } named || Is(named, "STANDARD")) return null;
        foreach (var (unsupported, name) in WithoutLiveTail)
        {
            if (Is(named, unsupported)) return $"the {name} class has no Live Tail";
        }

        try
        {
            var ahead = (services.Now.Time + Ahead).ToUnixTimeMilliseconds();
            await client.FilterLogEventsAsync(new FilterLogEventsRequest(group.LogGroupArn, ahead, Limit: 1), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CloudWatchLogsException exception) when (!Refusal.IsPassing(exception))
        {
            // For any other refusal, such as a missing permission to query, the session itself will tell.
            return exception.ErrorClass == CloudWatchLogsErrorClass.Invalid ? $"the {named} class was refused ({Refusal.TextOf(exception)})" : null;
        }
    }

    static bool Is(string logGroupClass, string other) => string.Equals(logGroupClass, other, StringComparison.OrdinalIgnoreCase);
}
