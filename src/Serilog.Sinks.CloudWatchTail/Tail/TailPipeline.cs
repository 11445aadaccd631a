using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// Wires one session, its backfiller and their shared parts.
sealed class TailPipeline
{
    readonly CloudWatchLiveTailOptions _options;
    readonly DateTimeOffset? _historyStart;
    readonly TailSession _session;
    readonly LiveIntake _intake;
    readonly Backfiller _backfiller;
    readonly CheckpointPart? _checkpoint;
    volatile bool _caughtUp;

    public TailPipeline(int index, IReadOnlyList<TailedGroup> groups, CloudWatchLiveTailOptions options, TailRunParts run)
    {
        var services = run.Services;
        var starts = groups.ToDictionary(group => group, group => ResumePoint.For(run.Start, run.Left?.Of(group.Arn), options.Overlap));
        _options = options;
        _historyStart = starts.Values.Min(start => start.History);

        var sweepInterval = options.Backfill ? options.SweepInterval : TimeSpan.Zero;
        // The history is complete except for events that were not visible yet when it was read.
        var plan = new SweepPlan(options.Overlap, sweepInterval, _historyStart is null ? run.Start.Began : run.Start.Began - options.Overlap, run.Began);
        var merge = new EventMerge(starts, run.Fingerprints, options.Overlap);
        foreach (var group in groups) merge.Restore(group, run.Left?.Of(group.Arn)?.Shown ?? []);
        var parts = new BackfillParts(merge, plan, new SeenTrimmer(merge, plan, services), new WakeSignal());
        var backfill = options.Backfill ? parts : null;

        _intake = new LiveIntake(
            groups,
            options.Backfill || _historyStart is not null ? merge : null,
            backfill,
            _historyStart is null ? null : new HeldUpdates(options.QueueLimit, options.QueueLimitBytes),
            run.HandoffQueue, options.BlockWhenFull, services);
        _session = new TailSession(
            RequestFor(groups, options), new MissingGroups(groups, services), _intake, backfill, run.StartPacer,
            new NotFoundGrace(options.NotFoundTimeLimit, services.TimeProvider), services, state => run.State.SetSession(index, state));

        if (run.Checkpoint is { } keeper)
            _checkpoint = new CheckpointPart(index, starts, parts, _intake, keeper, run.HandoffQueue, services.Clock);
        var queries = new SweepQueries(groups, options.LogStreamNames, options.LogStreamNamePrefixes, options.LogEventFilterPattern, mustExist: !options.Follow);
        var sweepLimit = sweepInterval > TimeSpan.Zero ? sweepInterval : options.Overlap / 2;
        if (!options.Follow) run.State.SetSession(index, CloudWatchLiveTailState.Live);
        _backfiller = new Backfiller(parts, queries, run.QueryPacer, run.HandoffQueue, _checkpoint, services, run.State, sweepLimit);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _options.Follow
        ? LoopGroup.RunAsync([_session.RunAsync, FillAsync], cancellationToken)
        : _backfiller.ReadHistoryAsync(_historyStart!.Value, _options.EndTime, goesOn: false, cancellationToken);

    // The last part of the checkpoint. Empty until the history has been handed over, so that a restart reads it again.
    public IReadOnlyList<GroupCheckpoint> LastCheckpoint(IReadOnlyList<TailedMessage> notHandedOver) =>
        _caughtUp && _checkpoint is not null ? _checkpoint.Groups(notHandedOver) : [];

    async Task FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_historyStart is { } start) await _backfiller.ReadHistoryAsync(start, end: null, goesOn: true, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Events received in the meantime are still handed over, without waiting for room.
            await _intake.ReleaseAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
            throw;
        }

        await _intake.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        _caughtUp = true;
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.Backfill) await _backfiller.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    static StartLiveTailRequest RequestFor(IReadOnlyList<TailedGroup> groups, CloudWatchLiveTailOptions options) => new(
        [.. groups.Select(group => group.Arn)],
        options.LogStreamNames.Count == 0 ? null : [.. options.LogStreamNames],
        options.LogStreamNamePrefixes.Count == 0 ? null : [.. options.LogStreamNamePrefixes],
        options.LogEventFilterPattern);
}
