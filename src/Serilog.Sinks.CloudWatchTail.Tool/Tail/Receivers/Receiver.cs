using System.Globalization;
using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Receivers;

// One --to: a Serilog sink whose failures are counted.
sealed class Receiver(string name, Logger logger, ReceiverFailures failures) : ITailOutput
{
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    public bool ReadsEvents => true;

    // The number of events that it did not accept.
    public long Lost => failures.Lost;

    // Receives the failures from the self-log, for a sink whose wrapper does not pass on the failure listener.
    public ReceiverFailures? Unheard { get; init; }

    public void Write(in TailedEvent tailed)
    {
        failures.CountSent();
        logger.Write(tailed.LogEvent!);
    }

    public async ValueTask DisposeAsync()
    {
        // Waits only so long for a receiver that does not answer; events it has not accepted by then are lost.
        var ending = Task.Run(async () => await logger.DisposeAsync());
        if (await Task.WhenAny(ending, Task.Delay(EndLimit, TimeProvider.System)) != ending) failures.GiveUp(string.Create(CultureInfo.InvariantCulture, $"{name} did not accept everything within {EndLimit.TotalSeconds:0} s"));
        else await ending;
        failures.Summarize();
    }
}
