using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Tail.Filling;

namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

/// <summary>One Live Tail session, kept alive: started again after everything that ends it but cancellation and a refusal for good.</summary>
sealed class TailSession
{
    readonly StartLiveTailRequest _request;
    readonly LiveIntake _intake;
    readonly FillParts? _filling;
    readonly StartPacer _pacer;
    readonly NotFoundGrace _grace;
    readonly TailServices _services;
    readonly ReconnectSchedule _schedule;
    readonly Action<CloudWatchLiveTailState> _stateChanged;
    bool _wasLive;

    public TailSession(
        StartLiveTailRequest request, LiveIntake intake, FillParts? filling, StartPacer pacer, NotFoundGrace grace, TailServices services, Action<CloudWatchLiveTailState> stateChanged)
    {
        _request = request;
        _intake = intake;
        _filling = filling;
        _pacer = pacer;
        _grace = grace;
        _services = services;
        _stateChanged = stateChanged;
        _schedule = new ReconnectSchedule(services.Randomizer);
    }

    /// <exception cref="CloudWatchLogsException">The service refuses the session, and would again.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _pacer.WaitAsync(cancellationToken).ConfigureAwait(false);
            var interruption = await StartAsync(cancellationToken).ConfigureAwait(false);

            _filling?.Plan.SessionEnded();
            _filling?.Wake.Set();
            if (_wasLive) _stateChanged(CloudWatchLiveTailState.Interrupted);
            var delay = _schedule.NextDelay(interruption.Throttled);
            _services.Notices.Raise(new CloudWatchLiveTailNotice.Interrupted(
                _request.LogGroupIdentifiers, interruption.Cause, interruption.Exception, delay));
            await Task.Delay(delay, _services.TimeProvider, cancellationToken).ConfigureAwait(false);
            TailMetrics.Reconnects.Add(1);
        }
    }

    async Task<Interruption> StartAsync(CancellationToken cancellationToken)
    {
        ILiveTailStream stream;
        try
        {
            stream = await _services.Client.StartLiveTailAsync(_request, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudWatchLogsException exception) when (_grace.IsWorthAnotherTry(exception))
        {
            return new Interruption(
                $"the session could not be started ({exception.ErrorCode}: {exception.Message})", exception, exception.ErrorClass == CloudWatchLogsErrorClass.Throttled);
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
                    SessionStarted();
                    break;
                case LiveTailMessageKind.SessionUpdate:
                    _schedule.Succeeded();
                    _intake.Accept(message.Update!);
                    break;
                default:
                    return CauseOf(message.End!);
            }
        }
    }

    void SessionStarted()
    {
        if (_wasLive) TailMetrics.Gaps.Add(1);
        _wasLive = true;
        _grace.Found();
        _filling?.Plan.SessionStarted(_services.Now);
        _filling?.Wake.Set();
        _stateChanged(CloudWatchLiveTailState.Live);
        _services.Notices.Raise(new CloudWatchLiveTailNotice.Started(_request.LogGroupIdentifiers));
    }

    static Interruption CauseOf(LiveTailEnd end)
    {
        var cause = end.Cause switch
        {
            LiveTailEndCause.Cut => "the connection was cut",
            LiveTailEndCause.ConnectionFailed => "the connection failed",
            LiveTailEndCause.Corrupt => "the stream was corrupt",
            LiveTailEndCause.Silence => "nothing came for too long",
            LiveTailEndCause.SessionTimeout => "the session reached the service's time limit",
            _ => "the service ended the session",
        };
        string?[] details = [end.Code, end.Detail];
        var detail = string.Join(": ", details.Where(text => !string.IsNullOrEmpty(text)));
        return new Interruption(detail.Length == 0 ? cause : $"{cause} ({detail})", end.Exception);
    }
}
