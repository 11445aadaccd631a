using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// --format none: events go to the receivers of --to alone.
sealed class NoOutput : ITailOutput
{
    public bool ReadsEvents => false;

    public void Write(in TailedEvent tailed)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
