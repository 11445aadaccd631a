using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary>Where events go.</summary>
interface ITailOutput : IAsyncDisposable
{
    /// <summary>Whether it wants events; reading them from messages is most of the work.</summary>
    bool ReadsEvents { get; }

    /// <param name="tailed">Its event is null only if <see cref="ReadsEvents"/> is false.</param>
    void Write(in TailedEvent tailed);
}
