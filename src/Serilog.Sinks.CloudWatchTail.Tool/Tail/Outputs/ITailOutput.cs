using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// A destination of events.
interface ITailOutput : IAsyncDisposable
{
    // Whether it needs events: reading them from messages is most of the work.
    bool ReadsEvents { get; }

    // The event is null only if ReadsEvents is false.
    void Write(in TailedEvent tailed);
}
