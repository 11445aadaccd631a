namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>
/// Something that is found once and then known, by code that may block its thread for many seconds: the SDK asks the instance metadata service
/// synchronously, and where there is none it tries for a quarter of a minute. One lookup runs at a time, on the thread pool; all who wait share it
/// and may stop waiting; a failure is forgotten, so that the next one who asks looks again.
/// </summary>
sealed class SharedLookup<T>(Func<Task<T>> find)
    where T : class
{
    readonly object _gate = new();
    Task<T>? _lookup;

    /// <summary>What was found, once it was.</summary>
    public T? Known => Volatile.Read(ref _lookup) is { IsCompletedSuccessfully: true } lookup ? lookup.Result : null;

    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_lookup is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _lookup = Task.Run(find, CancellationToken.None);

                // When nobody waits any more its failure is nobody's, and must not come up as an unobserved exception.
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
