using System.Globalization;
using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Receivers;

// One --to: a sink of Serilog's, whose failures are counted.
sealed class Receiver(string name, Logger logger, ReceiverFailures failures) : ITailOutput
{
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    public bool ReadsEvents => true;

    // How many events it did not take.
    public long Lost => failures.Lost;

    // What it heard of, for a sink whose wrapper keeps the listener from it.
    public ReceiverFailures? Unheard { get; init; }

    public void Write(in TailedEvent tailed)
    {
        failures.CountSent();
        logger.Write(tailed.LogEvent!);
    }

    public async ValueTask DisposeAsync()
    {
        // A receiver that does not answer is waited for only so long; what it has not taken by then is lost.
        var ending = Task.Run(async () => await logger.DisposeAsync());
        if (await Task.WhenAny(ending, Task.Delay(EndLimit, TimeProvider.System)) != ending) failures.GiveUp(string.Create(CultureInfo.InvariantCulture, $"{name} did not take everything within {EndLimit.TotalSeconds:0} s"));
        else await ending;
        failures.Summarize();
    }
}
