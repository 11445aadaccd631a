namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>Hears what time it is at the service: each of its answers says so. Thread-safe.</summary>
interface IServiceTimeObserver
{
    /// <summary>A request is about to be sent.</summary>
    /// <returns>The moment, in the observer's own measure.</returns>
    TimeSpan Sending();

    /// <summary>An answer came.</summary>
    /// <param name="sent">What <see cref="Sending"/> returned for the request.</param>
    /// <param name="date">The answer's Date header: the service's time when it answered, in whole seconds.</param>
    void Answered(TimeSpan sent, DateTimeOffset date);
}
