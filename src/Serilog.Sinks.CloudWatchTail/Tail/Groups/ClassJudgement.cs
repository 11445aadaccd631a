using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Whether a group of its class can be tailed. What is certain of a class is said here; what another class supports, or comes to support, the service
// says itself: such a group is asked for by a query that finds nothing.
sealed class ClassJudgement(ICloudWatchLogsClient client, TailServices services)
{
    static readonly (string Class, string Name)[] WithoutLiveTail = [("INFREQUENT_ACCESS", "Infrequent Access"), ("DELIVERY", "DELIVERY")];

    // Nothing lies that far ahead, so the answer is empty.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    // Why the group cannot be tailed; null if nothing is known against it.
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
            // Without the permission to query, and in every other case, the session itself will tell.
            return exception.ErrorClass == CloudWatchLogsErrorClass.Invalid ? $"the {named} class was refused ({Refusal.TextOf(exception)})" : null;
        }
    }

    static bool Is(string logGroupClass, string other) => string.Equals(logGroupClass, other, StringComparison.OrdinalIgnoreCase);
}
