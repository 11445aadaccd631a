using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Decides whether and when to send to one stream.
sealed class StreamDelivery(StreamBatches batches, Func<double> random, DeliveryMarks marks)
{
    const int RefusalsThatTell = 2;

    readonly RetrySchedule _retry = new(random);
    ProvisionOutcome? _provisioned;
    CloudWatchLogsErrorClass? _announced;

    // The timestamp until which nothing is sent after a failure.
    long _notBefore = long.MinValue;

    // The timestamp until which nothing is sent while refused batches are bisected; unlike _notBefore, a success does not reset it.
    long _pacedUntil = long.MinValue;

    // The newest put started when the stream was last created or backed off: results of older puts are outdated.
    long _newsUpTo = -1;

    // Whether the service has stored a put of the stream, or created it, since it was last found to be missing.
    bool _exists;

    // How many tries in a row found that nothing listens at the endpoint, since the last success or RetryNow.
    int _refusals;

    // How often the stream was created since the last successful put.
    int _provisionsInARow;

    public StreamBatches Batches { get; } = batches;

    public string Name => Batches.Name;

    // The part of the state that other threads see.
    public StreamMark Mark { get; } = new(batches.Name);

    // The number of puts in flight.
    public int InFlight { get; private set; }

    // Whether a call to create the stream is in flight.
    public bool IsBeingProvisioned { get; private set; }

    // The last failure other than a missing stream: why it could not be created, or why puts fail.
    public CloudWatchLogsException? Cause { get; private set; }

    public bool IsFailing => _retry.Failures > 0;

    public bool IsIdle => InFlight == 0 && !IsBeingProvisioned;

    // Whether the connection was refused, and once more after the first back-off.
    public bool IsRefused => _refusals >= RefusalsThatTell;

    // The timestamp until which nothing is sent.
    public long EarliestPut => Math.Max(_notBefore, _pacedUntil);

    // Whether one put finds out whether the stream exists, or works again, before others are sent: several would be uploaded in vain.
    public bool SendsOneAtATime => IsFailing || !_exists;

    public bool MaySend(long now) => !IsBeingProvisioned && now >= EarliestPut && (InFlight == 0 || !SendsOneAtATime);

    public void BeginPut() => InFlight++;

    public void EndPut() => InFlight--;

    // Whether a put was started before the stream was last created or backed off.
    public bool IsOldNews(long put) => put <= _newsUpTo;

    // Makes the results of puts up to this one irrelevant to the stream's state.
    public void IgnoreUpTo(long put) => _newsUpTo = put;

    // Called when the service has stored a put, or refused its events: ends the back-off. A result of a put that was in flight before the failure
    // proves nothing. Returns whether it ended the back-off; the caller must then update Mark.
    public bool MarkWorking(long put, bool stored)
    {
        if (IsOldNews(put)) return false;

        // The service may examine the events before it looks for the stream.
        _exists |= stored;
        Cause = null;
        _refusals = 0;
        _retry.Reset();
        _announced = null;
        _provisionsInARow = 0;
        _notBefore = long.MinValue;
        return true;
    }

    // Makes the stream back off after a failure; asClass decides how long. Returns whether the failure is new: a stream that does not exist and
    // cannot be created alternates between two failures, which count as one.
    public bool BackOff(CloudWatchLogsException error, CloudWatchLogsErrorClass asClass, long now, TimeProvider timeProvider)
    {
        var delay = _retry.NextDelay(asClass);
        var time = timeProvider.GetUtcNow();
        _notBefore = now + timeProvider.ToTimestampTicks(delay);
        _refusals = error.IsConnectionRefused ? _refusals + 1 : 0;
        marks.BackOff(Mark, time, time + delay, error);
        var isMissing = error.ErrorClass == CloudWatchLogsErrorClass.NotFound;
        if (isMissing) _exists = false;
        if (!isMissing || Cause is null) Cause = error;
        if (_announced == error.ErrorClass || (_announced is not null && isMissing)) return false;
        _announced = error.ErrorClass;
        return true;
    }

    // Sends nothing until then, while refused batches are bisected.
    public void PaceUntil(long time) => _pacedUntil = time;

    // Ends the current back-off once.
    public void CutBackOff()
    {
        _notBefore = long.MinValue;
        marks.TryNow(Mark);
    }

    // Ends every wait and resets the back-off: the little time left should see several attempts.
    public void RetryNow()
    {
        CutBackOff();
        _pacedUntil = long.MinValue;
        _refusals = 0;
        _retry.Reset();
    }

    // Returns whether to create the missing stream at once. Every second time it waits first, so that two processes that create and delete it do not
    // race.
    public bool MayProvisionAtOnce() => _provisionsInARow++ % 2 == 0;

    public void BeginProvisioning()
    {
        Volatile.Write(ref _provisioned, null);
        IsBeingProvisioned = true;
        _exists = false;
    }

    // Called on any thread when the creation of the stream has ended. The first result counts; returns whether this is the first.
    public bool TrySetProvisioned(ProvisionOutcome outcome) => Interlocked.CompareExchange(ref _provisioned, outcome, null) is null;

    // Returns whether the creation of the stream has ended since the last call. error is null if the stream exists now.
    public bool TryEndProvisioning(out CloudWatchLogsException? error)
    {
        error = null;
        if (!IsBeingProvisioned || Volatile.Read(ref _provisioned) is not { } outcome) return false;
        IsBeingProvisioned = false;
        error = outcome.Error;
        if (error is not null) return true;
        _exists = true;
        Cause = null;
        CutBackOff();
        return true;
    }
}
