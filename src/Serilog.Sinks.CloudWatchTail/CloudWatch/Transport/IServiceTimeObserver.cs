namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Learns the service's time from the Date header of each response. Implementations are thread-safe.
interface IServiceTimeObserver
{
    // Called before a request is sent. Returns the current time on the observer's clock.
    TimeSpan Sending();

    // Called when a response arrives. sent is what Sending returned for the request; date is the service's time in whole seconds.
    void Answered(TimeSpan sent, DateTimeOffset date);
}
