namespace Serilog.Sinks.CloudWatchTail.Tests;

/// <summary>
/// Queues an empty work item to the thread pool each second. A request for a pool thread can get lost in some versions of .NET
/// (github.com/dotnet/runtime/issues/121608): the last item queued then waits until another one is, and where nothing but this item would move a
/// test with a hand-moved clock, that is never.
/// </summary>
[SetUpFixture]
sealed class PoolHeartbeat
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    Timer? _timer;

    [OneTimeSetUp]
    public void Start() => _timer = new Timer(static _ => ThreadPool.UnsafeQueueUserWorkItem(static _ => { }, null), null, Interval, Interval);

    [OneTimeTearDown]
    public void Stop() => _timer?.Dispose();
}
