namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A clock that moves only when a test moves it, and tells when somebody begins to wait for it anew.</summary>
sealed class WireClock : TimeProvider
{
    readonly ManualTimeProvider _clock = new();
    readonly SemaphoreSlim _started = new(0);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        _started.Release();
        return timer;
    }

    public void Advance(TimeSpan by) => _clock.Advance(by);

    /// <summary>Waits for a timer that was not waited for before.</summary>
    public async Task NextTimerAsync() => (await _started.WaitAsync(TimeSpan.FromSeconds(20))).Should().BeTrue("a timer is started");
}
