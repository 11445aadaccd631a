using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary>Where events go.</summary>
interface ITailOutput : IAsyncDisposable
{
    /// <summary>Whether it wants events; reading them from messages is most of the work.</summary>
    bool ReadsEvents { get; }

    /// <param name="message">The message as the service has it.</param>
    /// <param name="logEvent">What was read from it; null only if <see cref="ReadsEvents"/> is false.</param>
    void Write(in TailedMessage message, LogEvent? logEvent);
}
