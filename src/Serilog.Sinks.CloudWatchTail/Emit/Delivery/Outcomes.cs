using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>What follows from an answer: events are acknowledged or rejected, a refused batch is divided, a failing stream backs off.</summary>
sealed class Outcomes(EmitSettings settings, BatchPacker packer, BatchPool pool, SinkLedger ledger, FailureReporter reporter)
{
    /// <summary>A failure of the same class is not announced again, whatever the stream, before this has passed.</summary>
    static readonly TimeSpan AnnouncementInterval = TimeSpan.FromSeconds(10);

    readonly Failures _failures = new(settings.LogGroup);
    readonly EntityRejections _entities = new(new Failures(settings.LogGroup), reporter, ledger);
    readonly Dictionary<CloudWatchLogsErrorClass, RateLimiter> _announcements = [];

    public SinkLedger Ledger => ledger;

    public FailureReporter Reporter => reporter;

    /// <summary>An accepted put: all is delivered but for the ranges that the answer rejects.</summary>
    public void Acknowledge(PackedBatch batch, PutLogEventsResponse response)
    {
        if (response.HasRejectedEvents)
        {
            RejectRanges(batch, RejectedRanges.From(response, batch.Count));
        }
        else
        {
            batch.Owner.Acknowledge(batch, 0, batch.Count);
            Free(batch, reuse: true);
        }

        _entities.Look(response);
    }

    /// <summary>What still waits of a batch that is to be sent next: events may have been dropped meanwhile. None if all of them were.</summary>
    public PackedBatch? Remaining(PackedBatch batch)
    {
        if (batch.Owner.AllWait(batch)) return batch;
        var rest = packer.Remaining(batch);
        if (rest.Count > 0) batch.Stream.Sealed.AddFirst(rest);
        Replace(batch, rest.KeptBytes);
        if (rest.Count > 0) return rest;
        pool.Return(rest);
        return null;
    }

    /// <summary>
    /// The service refused the put for what is in it, and would again. An event over a limit that the service names is shortened; otherwise the
    /// batch is divided until the events it refuses stand alone, however many they are: all others are delivered.
    /// </summary>
    public void Bisect(PackedBatch batch, StreamDelivery stream, CloudWatchLogsException error, long now)
    {
        if (EventSizeLimit.TryRead(error, out var limit) && batch.AnyMessageOver(limit))
        {
            packer.LowerEventSizeLimit(limit);
            var shorter = packer.Shorten(batch);
            if (shorter.SizeBytes < batch.SizeBytes)
            {
                batch.Stream.Sealed.AddFirst(shorter);
                Replace(batch, shorter.KeptBytes);
                ledger.AddRetry();
                return;
            }

            pool.Return(shorter);
        }

        if (batch.Count == 1)
        {
            Reject(batch, stream, CloudWatchFailureReason.Invalid);
            return;
        }

        Divide(batch, stream, now);
    }

    /// <summary>Has each half of a batch sent by itself; many divisions one after the other are paced.</summary>
    public void Divide(PackedBatch batch, StreamDelivery stream, long now)
    {
        var pace = batch.BeginBisect();
        var half = batch.Count / 2;
        var (first, second) = (packer.Part(batch, 0, half), packer.Part(batch, half, batch.Count - half));

        // From here on nothing throws.
        pace.CountDivision();
        if (pace.IsSlow)
        {
            batch.Stream.Sealed.AddLast(first);
            batch.Stream.Sealed.AddLast(second);
            stream.PaceUntil(now + settings.TicksOf(BisectPace.Interval));
        }
        else
        {
            batch.Stream.Sealed.AddFirst(second);
            batch.Stream.Sealed.AddFirst(first);
        }

        ledger.AddRetry();
        Replace(batch, first.KeptBytes + second.KeptBytes);
    }

    /// <summary>Reports all events of a batch as lost.</summary>
    public void Reject(PackedBatch batch, StreamDelivery stream, CloudWatchFailureReason reason) =>
        Reject(batch, stream, CloudWatchFailureKind.Permanent, reason, reuse: true);

    /// <summary>The end: reports all events of a batch as lost, unless they stay for the next process.</summary>
    /// <param name="reuse">Whether nothing reads the batch's body any more.</param>
    public void Abandon(PackedBatch batch, StreamDelivery stream, bool reuse)
    {
        if (batch.Owner.KeepsUndelivered) Free(batch, reuse);
        else Reject(batch, stream, CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit, reuse);
    }

    /// <summary>Makes a stream wait after a failure; says so when the failure is new.</summary>
    /// <param name="asClass">The class that decides how long.</param>
    /// <param name="count">How many events wait for it, where that is known.</param>
    public void BackOff(StreamDelivery stream, CloudWatchLogsException error, CloudWatchLogsErrorClass asClass, long now, int count)
    {
        if (!stream.BackOff(error, asClass, now, settings.TimeProvider)) return;
        ref var announcement = ref CollectionsMarshal.GetValueRefOrAddDefault(_announcements, error.ErrorClass, out _);
        announcement ??= new RateLimiter(settings.TicksOf(AnnouncementInterval));
        if (announcement.TryPass(now)) reporter.Report(_failures.TriedAgain(stream.Name, error, count));
    }

    void RejectRanges(PackedBatch batch, RejectedRanges rejected)
    {
        var losses = new List<Loss>();
        foreach (var (reason, from, to) in rejected.Runs())
            losses.Add(LossOf(batch, from, to, CloudWatchFailureKind.Permanent, reason, null));

        // All is counted before a callback is called, which may take long.
        batch.Owner.Acknowledge(batch, rejected.ExpiredEnd, rejected.TooNewStart);
        foreach (ref var loss in CollectionsMarshal.AsSpan(losses)) Count(batch, ref loss);
        batch.Links.List?.Remove(batch);
        foreach (var loss in losses) Tell(loss);
        Free(batch, reuse: true);
    }

    void Reject(PackedBatch batch, StreamDelivery stream, CloudWatchFailureKind kind, CloudWatchFailureReason reason, bool reuse)
    {
        // That the stream is missing is no cause where it could not be created: what kept it from being created is.
        var cause = batch.LastError is { ErrorClass: not CloudWatchLogsErrorClass.NotFound } own ? own : stream.Cause ?? batch.LastError;
        var loss = LossOf(batch, 0, batch.Count, kind, reason, cause);
        Count(batch, ref loss);
        batch.Links.List?.Remove(batch);
        Tell(loss);
        Free(batch, reuse);
    }

    Loss LossOf(PackedBatch batch, int from, int to, CloudWatchFailureKind kind, CloudWatchFailureReason reason, CloudWatchLogsException? error)
    {
        var events = batch.Owner.ToLogEvents(batch, from, to);
        return new Loss(from, to, events, _failures.Undelivered(events!, kind, reason, batch.Stream.Name, batch.OutcomeUnknown, error));
    }

    void Count(PackedBatch batch, ref Loss loss)
    {
        // Some may have been dropped since they were read, and are reported as dropped.
        if (batch.Owner.Reject(batch, loss.From, loss.To, loss.Failure.Reason, loss.Events) == 0) return;
        var lost = Array.FindAll(loss.Events, e => e is not null);
        var failure = loss.Failure;
        loss = loss with
        {
            Failure = _failures.Undelivered(lost!, failure.Kind, failure.Reason, batch.Stream.Name, batch.OutcomeUnknown, failure.Exception),
        };
    }

    void Tell(in Loss loss)
    {
        if (loss.Failure.Count > 0) reporter.Tell(loss.Failure);
    }

    /// <summary>Nothing keeps the batch's events any more.</summary>
    void Free(PackedBatch batch, bool reuse)
    {
        batch.Owner.Release(batch.KeptBytes);
        if (reuse) pool.Return(batch);
        else batch.Links.List?.Remove(batch);
    }

    /// <summary>Others stand for the batch now.</summary>
    void Replace(PackedBatch batch, long keptBytes)
    {
        batch.Owner.Release(batch.KeptBytes - keptBytes);
        pool.Return(batch);
    }

    /// <summary>A run of a batch's events that are lost, and their report, made before they are counted.</summary>
    readonly record struct Loss(int From, int To, LogEvent?[] Events, CloudWatchFailure Failure);
}
