namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Looks a value up once, by code that may block its thread for many seconds: the SDK queries the instance metadata service synchronously, and where
// there is none it keeps trying for 15 seconds. One lookup runs at a time, on the thread pool; all callers share it, and each may stop waiting. A
// failure is not kept: the next caller starts another lookup.
sealed class SharedLookup<T>(Func<Task<T>> find)
    where T : class
{
    readonly object _gate = new();
    Task<T>? _lookup;

    // Null until the value is found.
    public T? Known => Volatile.Read(ref _lookup) is { IsCompletedSuccessfully: true } lookup ? lookup.Result : null;

    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_lookup is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _lookup = Task.Run(find, CancellationToken.None);

                // Its failure must not become an unobserved exception if all callers have stopped waiting.
                _ = _lookup.ContinueWith(
                    static failed => _ = failed.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }

            return _lookup.WaitAsync(cancellationToken);
        }
    }
}
