namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

// Spaces session starts: the service allows five a second for the whole account.
sealed class StartPacer(TimeProvider timeProvider)
{
    static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(250);

    readonly object _gate = new();
    readonly long _start = timeProvider.GetTimestamp();
    TimeSpan _next;

    // Completes when a session may start.
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = timeProvider.GetElapsedTime(_start);
            if (_next < now) _next = now;
            wait = _next - now;
            _next += Spacing;
        }

        return wait == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, timeProvider, cancellationToken);
    }
}
