using Serilog.Sinks.CloudWatchTail.Tail.Handover;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Sources;

/// <summary>Where messages come from: live, or out of the history alone.</summary>
interface IMessageSource
{
    CloudWatchLiveTailState State { get; }

    /// <summary>The messages as the service has them. Cancellation ends them without an exception.</summary>
    IAsyncEnumerable<TailedMessage> ReadAsync(CancellationToken cancellationToken);
}
