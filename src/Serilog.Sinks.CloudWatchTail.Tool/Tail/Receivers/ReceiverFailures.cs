using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Receivers;

// Counts the events that a receiver refuses and reports why: the first failure at once, the rest in one line at the end.
sealed partial class ReceiverFailures(string name, Action<string> say) : ILoggingFailureListener
{
    long _sent;
    long _lost;
    int _said;

    public long Lost => Interlocked.Read(ref _lost);

    // Takes a line of the self-log. The OpenTelemetry sink does not pass the failure listener on to its inner batching sinks, which report to the
    // self-log how many events they lost.
    public static void Hear(string line, IReadOnlyList<Receiver> receivers, Action<string> say)
    {
        if (Batch().Match(line) is { Success: true } batch && receivers.Select(receiver => receiver.Unheard).FirstOrDefault(unheard => unheard is not null) is { } failures)
        {
            var kind = Enum.Parse<LoggingFailureKind>(batch.Groups["kind"].Value);
            failures.Count(kind, int.Parse(batch.Groups["count"].Value, CultureInfo.InvariantCulture), batch.Groups["cause"].Value.Trim());
            return;
        }

        say(line);
    }

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void OnLoggingFailed(object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        Count(kind, events?.Count ?? 0, $"{message}{(exception is null ? "" : $" {exception.GetBaseException().Message}")}");
    }

    void Count(LoggingFailureKind kind, int events, string why)
    {
        if (kind != LoggingFailureKind.Temporary) Interlocked.Add(ref _lost, events);
        if (Interlocked.Exchange(ref _said, 1) == 0) say($"{name}: {why}");
    }

    // Reports that the receiver did not finish, and counts at least one event as lost, because nothing tells which events arrived.
    public void GiveUp(string why)
    {
        say(why);
        Interlocked.Exchange(ref _lost, Math.Max(1, Lost));
    }

    [GeneratedRegex(@"BatchingSink: .*\((?<kind>Temporary|Permanent|Final), (?<count>\d+) events\)(?:\s+[\w.]+: (?<cause>[^\r\n]*))?", RegexOptions.CultureInvariant)]
    private static partial Regex Batch();

    public void Summarize()
    {
        if (Lost > 0) say(string.Create(CultureInfo.InvariantCulture, $"{name}: {Lost:N0} of {Interlocked.Read(ref _sent):N0} events were not accepted"));
    }
}
