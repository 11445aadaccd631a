using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Handles the result of a put: acknowledges or rejects events, bisects a refused batch, and backs off from a failing stream.
sealed class Outcomes(EmitSettings settings, BatchPacker packer, BatchPool pool, SinkLedger ledger, FailureReporter reporter)
{
    // A failure of the same class is not announced again, for any stream, until this has passed.
    static readonly TimeSpan AnnouncementInterval = TimeSpan.FromSeconds(10);

    readonly Failures _failures = new(settings.LogGroup);
    readonly EntityRejections _entities = new(new Failures(settings.LogGroup), reporter, ledger);
    readonly Dictionary<CloudWatchLogsErrorClass, RateLimiter> _announcements = [];

    public SinkLedger Ledger => ledger;

    public FailureReporter Reporter => reporter;

    // Handles an accepted put: all events are delivered except those in the rejected ranges.
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

    // Returns the events of the next batch that still wait, since some may have been dropped; null if none are left.
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

    // Handles a put that the service refused because of its content, and would refuse again. An event over a limit that the service names is
    // shortened. Otherwise the batch is divided until the refused events, however many, are alone, and all others are delivered.
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

    // Has each half of a batch sent by itself; many divisions one after the other are paced.
    public void Divide(PackedBatch batch, StreamDelivery stream, long now)
    {
        var pace = batch.BeginBisect();
        var (first, second) = packer.Halves(batch);

        // Nothing throws from here on.
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

    // Reports all events of a batch as lost.
    public void Reject(PackedBatch batch, StreamDelivery stream, CloudWatchFailureReason reason) =>
        Reject(batch, stream, CloudWatchFailureKind.Permanent, reason, reuse: true);

    // At the end: reports all events of a batch as lost, unless they stay for the next process. reuse tells that the batch's body is no longer read.
    public void Abandon(PackedBatch batch, StreamDelivery stream, bool reuse)
    {
        if (batch.Owner.KeepsUndelivered) Free(batch, reuse);
        else Reject(batch, stream, CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit, reuse);
    }

    // Makes a stream back off after a failure, and announces a new failure. asClass decides how long; count is the number of waiting events, if
    // known.
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

        // Count everything before the callback, which may block.
        batch.Owner.Acknowledge(batch, rejected.ExpiredEnd, rejected.TooNewStart);
        foreach (ref var loss in CollectionsMarshal.AsSpan(losses)) Count(batch, ref loss);
        batch.Links.List?.Remove(batch);
        foreach (var loss in losses) Tell(loss);
        Free(batch, reuse: true);
    }

    void Reject(PackedBatch batch, StreamDelivery stream, CloudWatchFailureKind kind, CloudWatchFailureReason reason, bool reuse)
    {
        // A missing stream is not the cause if it could not be created; whatever prevented its creation is.
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

    // Releases the batch: nothing holds its events any more.
    void Free(PackedBatch batch, bool reuse)
    {
        batch.Owner.Release(batch.KeptBytes);
        if (reuse) pool.Return(batch);
        else batch.Links.List?.Remove(batch);
    }

    // Other batches now stand for this one.
    void Replace(PackedBatch batch, long keptBytes)
    {
        batch.Owner.Release(batch.KeptBytes - keptBytes);
        pool.Return(batch);
    }

    // A run of a batch's lost events, with a report made before they are counted.
    readonly record struct Loss(int From, int To, LogEvent?[] Events, CloudWatchFailure Failure);
}
