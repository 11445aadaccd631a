namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Told the service's time, which each response carries in its Date header. Implementations are thread-safe.
interface IServiceTimeObserver
{
    // A request is about to be sent.
    // Returns: The time of sending, on the observer's clock.
    TimeSpan Sending();

    // A response arrived.
    // sent: The value that Sending returned for the request.
    // date: The response's Date header: the service's time, in whole seconds.
    void Answered(TimeSpan sent, DateTimeOffset date);
}
