using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// The screen and the receivers of --to.
sealed class SeveralOutputs(IReadOnlyList<ITailOutput> outputs) : ITailOutput
{
    public bool ReadsEvents { get; } = outputs.Any(output => output.ReadsEvents);

    public void Write(in TailedEvent tailed)
    {
        foreach (var output in outputs) output.Write(tailed);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var output in outputs) await output.DisposeAsync();
    }
}
