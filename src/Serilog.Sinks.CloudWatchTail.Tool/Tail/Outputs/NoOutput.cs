using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// --format none: only the receivers of --to get events.
sealed class NoOutput : ITailOutput
{
    public bool ReadsEvents => false;

    public void Write(in TailedEvent tailed)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
