namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// A value that is looked up once, by code that may block its thread for many seconds: the SDK asks the instance metadata service synchronously, and
// tries for a quarter of a minute where there is none. One lookup runs at a time, on the thread pool; all callers share it, and each may stop
// waiting. A failure is not kept: the next caller starts another lookup.
sealed class SharedLookup<T>(Func<Task<T>> find)
    where T : class
{
    readonly object _gate = new();
    Task<T>? _lookup;

    // The value; null until it is found.
    public T? Known => Volatile.Read(ref _lookup) is { IsCompletedSuccessfully: true } lookup ? lookup.Result : null;

    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_lookup is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _lookup = Task.Run(find, CancellationToken.None);

                // All callers may have stopped waiting: its failure must not become an unobserved exception.
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
