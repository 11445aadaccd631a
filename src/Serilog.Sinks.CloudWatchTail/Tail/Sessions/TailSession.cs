using System.Runtime.ExceptionServices;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

// Keeps one Live Tail session alive. Until it has been live once, a refusal ends it, because something is misconfigured. After that it restarts after
// everything but cancellation, because credentials and policies get repaired while a tail runs.
sealed class TailSession
{
    // A session that ends sooner than this has not recovered.
    static readonly TimeSpan Recovered = TimeSpan.FromSeconds(10);

    readonly StartLiveTailRequest _request;
    readonly MissingGroups _missing;
    readonly LiveIntake _intake;
    readonly BackfillParts? _backfill;
    readonly StartPacer _pacer;
    readonly NotFoundGrace _grace;
    readonly TailServices _services;
    readonly ReconnectSchedule _schedule;
    readonly Action<CloudWatchLiveTailState> _stateChanged;
    TimeSpan _startedAt;
    bool _wasLive;

    public TailSession(
        StartLiveTailRequest request, MissingGroups missing, LiveIntake intake, BackfillParts? backfill, StartPacer pacer, NotFoundGrace grace, TailServices services, Action<CloudWatchLiveTailState> stateChanged)
    {
        _request = request;
        _missing = missing;
        _intake = intake;
        _backfill = backfill;
        _pacer = pacer;
        _grace = grace;
        _services = services;
        _stateChanged = stateChanged;
        _schedule = new ReconnectSchedule(services.Randomizer);
    }

    // Throws CloudWatchLogsException if the service refuses the first session.
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _pacer.WaitAsync(cancellationToken).ConfigureAwait(false);
            var interruption = await StartAsync(cancellationToken).ConfigureAwait(false);

            _backfill?.Plan.SessionEnded();
            _backfill?.Wake.Set();
            if (_wasLive) _stateChanged(CloudWatchLiveTailState.Interrupted);
            var delay = _schedule.NextDelay(interruption.Throttled, interruption.Exception is CloudWatchLogsException { IsConnectionRefused: true });
            _services.Notices.Raise(new CloudWatchLiveTailNotice.Interrupted
            {
                LogGroups = _missing.Present,
                Cause = interruption.Cause,
                Exception = interruption.Exception,
                RetryAfter = delay,
            });
            await Task.Delay(delay, _services.TimeProvider, cancellationToken).ConfigureAwait(false);
            TailMetrics.Reconnects.Add(1);
        }
    }

    async Task<Interruption> StartAsync(CancellationToken cancellationToken)
    {
        ILiveTailStream stream;
        try
        {
            stream = await _services.Client.StartLiveTailAsync(_request with { LogGroupIdentifiers = _missing.Present }, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudWatchLogsException refusal)
        {
            var exception = refusal;
            if (exception.ErrorClass == CloudWatchLogsErrorClass.NotFound)
            {
                if (_wasLive) await FindMissingAsync(cancellationToken).ConfigureAwait(false);
                else exception = await _missing.NameAsync(refusal, cancellationToken).ConfigureAwait(false);
            }

            if (!_wasLive && !_grace.IsWorthAnotherTry(exception)) ExceptionDispatchInfo.Throw(exception);
            return new Interruption(
                $"the session could not be started ({Refusal.TextOf(exception)})", exception, exception.ErrorClass is not CloudWatchLogsErrorClass.Unavailable);
        }

        await using (stream.ConfigureAwait(false))
        {
            return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<Interruption> ReadAsync(ILiveTailStream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await stream.ReadAsync(cancellationToken).ConfigureAwait(false);
            switch (message.Kind)
            {
                case LiveTailMessageKind.SessionStart:
                    SessionStarted(message.Start);
                    break;
                case LiveTailMessageKind.SessionUpdate:
                    if (_services.Clock.Elapsed - _startedAt >= Recovered) _schedule.Succeeded();
                    _intake.Accept(message.Update!);
                    if (_missing.TakeFound(GroupsMissing, cancellationToken) is { Count: > 0 } found)
                    {
                        _schedule.Succeeded();
                        return new Interruption($"{string.Join(", ", found)} can be tailed again");
                    }

                    break;
                default:
                    return CauseOf(message.End!);
            }
        }
    }

    void SessionStarted(LiveTailSessionStart? start)
    {
        if (_wasLive) TailMetrics.Gaps.Add(1);
        _wasLive = true;
        _startedAt = _services.Clock.Elapsed;
        _grace.Found();
        _backfill?.Plan.SessionStarted(_services.Now, _missing.Any);
        _backfill?.Wake.Set();
        _stateChanged(CloudWatchLiveTailState.Live);
        _services.Notices.Raise(new CloudWatchLiveTailNotice.Started
        {
            LogGroups = _missing.Present,
            SessionId = start?.SessionId,
            RequestId = start?.RequestId,
        });
    }

    async Task FindMissingAsync(CancellationToken cancellationToken)
    {
        var searched = await _missing.FindAsync(cancellationToken).ConfigureAwait(false);
        if (_missing.Any) GroupsMissing(searched);
    }

    void GroupsMissing(TailMoment at) => _backfill?.Plan.GroupsMissing(at);

    static Interruption CauseOf(LiveTailEnd end)
    {
        var cause = end.Cause switch
        {
            LiveTailEndCause.Cut => "the connection was cut",
            LiveTailEndCause.ConnectionFailed => "the connection failed",
            LiveTailEndCause.Corrupt => "the stream was corrupt",
            LiveTailEndCause.Silence => "nothing was received for too long",
            LiveTailEndCause.SessionTimeout => "the session reached the service's time limit",
            _ => "the service ended the session",
        };
        string?[] details = [end.Code, end.Detail];
        var detail = string.Join(": ", details.Where(text => !string.IsNullOrEmpty(text)));
        return new Interruption(detail.Length == 0 ? cause : $"{cause} ({detail})", end.Exception);
    }
}
