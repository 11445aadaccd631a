namespace Serilog.Sinks.CloudWatchTail.Tool.View.Groups;

// The groups for the page's state, which must come quickly and may be some seconds old. Safe for concurrent use.
sealed class GroupList(IGroupSource source, TimeProvider timeProvider)
{
    static readonly TimeSpan Age = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly SemaphoreSlim _gate = new(1);
    GroupPage _page = new([], More: true);
    long? _readAt;

    // Returns no groups if the service does not answer in time.
    public async Task<GroupPage> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_readAt is { } at && timeProvider.GetElapsedTime(at) < Age) return _page;
            using var patience = new CancellationTokenSource(Patience, timeProvider);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                _page = await source.FindAsync("", both.Token);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // Without a permission to list groups, those that the user names can be tailed nevertheless.
                _page = new([], More: true);
            }

            _readAt = timeProvider.GetTimestamp();
            return _page;
        }
        finally
        {
            _gate.Release();
        }
    }
}
