using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>Whether and when one stream may be sent to.</summary>
sealed class StreamDelivery(StreamBatches batches, Func<double> random, DeliveryMarks marks)
{
    readonly RetrySchedule _retry = new(random);
    ProvisionOutcome? _provisioned;
    CloudWatchLogsErrorClass? _announced;

    /// <summary>The time stamp before which nothing is sent, after a failure.</summary>
    long _notBefore = long.MinValue;

    /// <summary>The time stamp before which nothing is sent, while refused batches are divided: unlike <see cref="_notBefore"/> it outlives a success.</summary>
    long _pacedUntil = long.MinValue;

    /// <summary>The newest put that had been started when the stream was last created or backed off: older ones bring old news.</summary>
    long _newsUpTo = -1;

    /// <summary>How often it was created since a put to it last succeeded.</summary>
    int _provisionsInARow;

    public StreamBatches Batches { get; } = batches;

    public string Name => Batches.Name;

    /// <summary>What others than the loop see of it.</summary>
    public StreamMark Mark { get; } = new(batches.Name);

    /// <summary>Puts under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>Whether a call that creates the stream is under way.</summary>
    public bool IsBeingProvisioned { get; private set; }

    /// <summary>The latest failure that was not merely that the stream is missing: why it could not be created, or why puts fail.</summary>
    public CloudWatchLogsException? Cause { get; private set; }

    public bool IsFailing => _retry.Failures > 0;

    public bool IsIdle => InFlight == 0 && !IsBeingProvisioned;

    /// <summary>The time stamp before which nothing is sent.</summary>
    public long EarliestPut => Math.Max(_notBefore, _pacedUntil);

    /// <summary>After a failure one put at a time finds out whether the stream works again.</summary>
    public bool MaySend(long now) => !IsBeingProvisioned && now >= EarliestPut && (!IsFailing || InFlight == 0);

    public void BeginPut() => InFlight++;

    public void EndPut() => InFlight--;

    /// <summary>Whether a put was started before the stream was last created or backed off.</summary>
    public bool IsOldNews(long put) => put <= _newsUpTo;

    /// <summary>What happened to puts up to this one says nothing about the stream from here on.</summary>
    public void IgnoreUpTo(long put) => _newsUpTo = put;

    /// <summary>A put succeeded: what failed before is over. The success of one that was under way before the failure says nothing about now.</summary>
    /// <returns>Whether it is: what its <see cref="Mark"/> shows is the caller's to end.</returns>
    public bool MarkWorking(long put)
    {
        if (IsOldNews(put)) return false;
        Cause = null;
        _retry.Reset();
        _announced = null;
        _provisionsInARow = 0;
        _notBefore = long.MinValue;
        return true;
    }

    /// <summary>Makes the stream wait after a failure.</summary>
    /// <param name="asClass">The class that decides how long.</param>
    /// <returns>Whether the failure is a new one: a stream that does not exist and may not be created fails in two ways by turns, and that is one failure.</returns>
    public bool BackOff(CloudWatchLogsException error, CloudWatchLogsErrorClass asClass, long now, TimeProvider timeProvider)
    {
        var delay = _retry.NextDelay(asClass);
        var time = timeProvider.GetUtcNow();
        _notBefore = now + timeProvider.ToTimestampTicks(delay);
        marks.BackOff(Mark, time, time + delay, error);
        var isMissing = error.ErrorClass == CloudWatchLogsErrorClass.NotFound;
        if (!isMissing || Cause is null) Cause = error;
        if (_announced == error.ErrorClass || (_announced is not null && isMissing)) return false;
        _announced = error.ErrorClass;
        return true;
    }

    /// <summary>Sends no more until then, while refused batches are divided.</summary>
    public void PaceUntil(long time) => _pacedUntil = time;

    /// <summary>Ends the wait after a failure, once.</summary>
    public void CutBackOff()
    {
        _notBefore = long.MinValue;
        marks.TryNow(Mark);
    }

    /// <summary>Ends every wait, and lets the next ones start short again: the little time that is left should see several tries.</summary>
    public void RetryNow()
    {
        CutBackOff();
        _pacedUntil = long.MinValue;
        _retry.Reset();
    }

    /// <summary>The stream is missing. Whether it is to be created at once: each second time it waits first, so that two processes that create and delete it do not race.</summary>
    public bool MayProvisionAtOnce() => _provisionsInARow++ % 2 == 0;

    public void BeginProvisioning()
    {
        Volatile.Write(ref _provisioned, null);
        IsBeingProvisioned = true;
    }

    /// <summary>The call that creates the stream has ended. From any thread; the first outcome counts.</summary>
    /// <returns>Whether it is the first.</returns>
    public bool TrySetProvisioned(ProvisionOutcome outcome) => Interlocked.CompareExchange(ref _provisioned, outcome, null) is null;

    /// <summary>Whether the call that creates the stream has ended since the last time.</summary>
    /// <param name="error">Why it failed; none if the stream is there.</param>
    public bool TryEndProvisioning(out CloudWatchLogsException? error)
    {
        error = null;
        if (!IsBeingProvisioned || Volatile.Read(ref _provisioned) is not { } outcome) return false;
        IsBeingProvisioned = false;
        error = outcome.Error;
        if (error is not null) return true;
        Cause = null;
        CutBackOff();
        return true;
    }
}
