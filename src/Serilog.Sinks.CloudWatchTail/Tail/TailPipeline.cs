using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Tail.Filling;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>Wires one session, its filler and what they share.</summary>
sealed class TailPipeline
{
    readonly bool _fillGaps;
    readonly DateTimeOffset? _historyStart;
    readonly TailSession _session;
    readonly LiveIntake _intake;
    readonly GapFiller _filler;

    public TailPipeline(int index, IReadOnlyList<TailedGroup> groups, CloudWatchLiveTailOptions options, TailRunParts run)
    {
        _fillGaps = options.FillGaps;
        _historyStart = run.Start.History;

        var now = run.Start.Began;
        var sweepInterval = options.FillGaps ? options.SweepInterval : TimeSpan.Zero;
        // What history shows is complete but for what was not visible yet when it was read.
        var completeUntil = _historyStart is null ? now : now - options.Overlap;
        var plan = new SweepPlan(options.Overlap, sweepInterval, completeUntil, now);
        var merge = new EventMerge(groups, run.Fingerprints, run.Start);
        var parts = new FillParts(merge, plan, new SeenTrimmer(merge, plan, run.Services.Notices), new WakeSignal());

        var held = _historyStart is null ? null : new HeldUpdates(options.QueueLimit, options.QueueLimitBytes);
        var merges = _fillGaps || _historyStart is not null;
        _intake = new LiveIntake(groups, merges ? merge : null, _fillGaps ? parts : null, held, run.HandOff, options.BlockWhenFull, run.Services);
        _session = new TailSession(
            RequestFor(groups, options), _intake, _fillGaps ? parts : null, run.StartPacer,
            new NotFoundGrace(options.NotFoundTimeLimit, run.Services.TimeProvider), run.Services, state => run.State.SetSession(index, state));

        var queries = new LookQueries(groups, options.LogStreamNames, options.LogStreamNamePrefixes, options.LogEventFilterPattern);
        var lookLimit = sweepInterval > TimeSpan.Zero ? sweepInterval : options.Overlap / 2;
        _filler = new GapFiller(parts, queries, run.QueryPacer, run.HandOff, run.Services, run.State, lookLimit);
    }

    public Task RunAsync(CancellationToken cancellationToken) => LoopGroup.RunAsync([_session.RunAsync, FillAsync], cancellationToken);

    async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_historyStart is { } start) await _filler.ReadHistoryAsync(start, cancellationToken).ConfigureAwait(false);
        await _intake.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        if (_fillGaps) await _filler.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    static StartLiveTailRequest RequestFor(IReadOnlyList<TailedGroup> groups, CloudWatchLiveTailOptions options) => new(
        [.. groups.Select(group => group.Arn)],
        options.LogStreamNames.Count == 0 ? null : [.. options.LogStreamNames],
        options.LogStreamNamePrefixes.Count == 0 ? null : [.. options.LogStreamNamePrefixes],
        options.LogEventFilterPattern);
}
