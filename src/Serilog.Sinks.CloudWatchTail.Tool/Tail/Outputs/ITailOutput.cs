using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Where events go.
interface ITailOutput : IAsyncDisposable
{
    // Whether it wants events; reading them from messages is most of the work.
    bool ReadsEvents { get; }

    // tailed: Its event is null only if ReadsEvents is false.
    void Write(in TailedEvent tailed);
}
