namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Told the service's time, which each response carries in its Date header. Implementations are thread-safe.</summary>
interface IServiceTimeObserver
{
    /// <summary>A request is about to be sent.</summary>
    /// <returns>The time of sending, on the observer's clock.</returns>
    TimeSpan Sending();

    /// <summary>A response arrived.</summary>
    /// <param name="sent">The value that <see cref="Sending"/> returned for the request.</param>
    /// <param name="date">The response's Date header: the service's time, in whole seconds.</param>
    void Answered(TimeSpan sent, DateTimeOffset date);
}
