using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary><c>--format none</c>: events go to the receivers of <c>--to</c> alone.</summary>
sealed class NoOutput : ITailOutput
{
    public bool ReadsEvents => false;

    public void Write(in TailedEvent tailed)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
