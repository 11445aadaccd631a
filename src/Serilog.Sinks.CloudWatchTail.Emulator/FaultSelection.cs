using Serilog.Sinks.CloudWatchTail.Emulator.Faults;
using Serilog.Sinks.CloudWatchTail.Emulator.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>Selects the requests that a fault strikes; the last call says what happens to them and sets the fault.</summary>
public sealed class FaultSelection
{
    readonly FaultScript _script;
    readonly string? _operation;
    readonly List<Func<EmulatorRequest, bool>> _conditions = [];
    int _skip;
    int _times = 1;
    int _afterUpdates;
    bool _withEvents;

    internal FaultSelection(FaultScript script, string? operation)
    {
        _script = script;
        _operation = operation;
    }

    /// <summary>Strike <paramref name="count"/> requests, then no more.</summary>
    /// <param name="count">The number of requests, at least 1. Without this call it is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public FaultSelection Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _times = count;
        return this;
    }

    /// <summary>Strike every request until the fault is cleared.</summary>
    public FaultSelection UntilCleared()
    {
        _times = int.MaxValue;
        return this;
    }

    /// <summary>Let the first <paramref name="count"/> selected requests pass.</summary>
    /// <param name="count">The number of requests; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public FaultSelection After(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _skip = count;
        return this;
    }

    /// <summary>Strike requests for this log group only.</summary>
    /// <param name="logGroupName">The group as the request names it.</param>
    public FaultSelection ForGroup(string logGroupName) => When(r => r.LogGroupName == logGroupName);

    /// <summary>Strike requests for this log stream only.</summary>
    /// <param name="logStreamName">The stream's name.</param>
    public FaultSelection ForStream(string logStreamName) => When(r => r.LogStreamName == logStreamName);

    /// <summary>
    /// Strike only requests for which a condition holds; it is evaluated once for every request, possibly by several threads at once.
    /// </summary>
    /// <param name="condition">Receives the request with its body. With several conditions, all must hold.</param>
    public FaultSelection When(Func<EmulatorRequest, bool> condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>
    /// For faults that break a Live Tail session: let the session's first <paramref name="count"/> updates pass, empty ones included.
    /// </summary>
    /// <param name="count">The number of updates; 0 by default.</param>
    public FaultSelection AfterUpdates(int count)
    {
        _afterUpdates = count;
        return this;
    }

    /// <summary>For faults that break a Live Tail session: wait for an update that contains events.</summary>
    public FaultSelection WithEvents()
    {
        _withEvents = true;
        return this;
    }

    /// <summary>Respond as the service does when a quota is exceeded: HTTP 400, <c>ThrottlingException</c>, <c>Rate exceeded</c>.</summary>
    public Fault Throttle() => Set("throttle", new(FaultKind.Reject) { Error = ServiceError.Throttled });

    /// <summary>Respond with an error of the service.</summary>
    /// <param name="code">The error's type, such as <c>AccessDeniedException</c>.</param>
    /// <param name="message">The error's message.</param>
    /// <param name="status">The HTTP status; 400 by default, which the service uses for almost all errors.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not between 200 and 599.</exception>
    public Fault Reject(string code, string message, int status = 400) =>
        Set($"reject with {code}", new(FaultKind.Reject) { Error = new(code, message, Checked(status)) });

    /// <summary>Respond with an HTTP status.</summary>
    /// <param name="status">
    /// The status. 503 becomes <c>ServiceUnavailableException</c>, 429 <c>ThrottlingException</c>, 500 <c>InternalFailure</c>, and any other
    /// <c>Http</c> followed by the number.
    /// </param>
    /// <param name="body">A body to send as HTML instead of the protocol's error, as a proxy or a load balancer would.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not between 200 and 599.</exception>
    public Fault Status(int status, string? body = null)
    {
        var error = Checked(status) switch
        {
            503 => new ServiceError("ServiceUnavailableException", "The service cannot complete the request.", status),
            429 => ServiceError.Throttled with { Status = status },
            500 => new ServiceError("InternalFailure", "The request processing has failed because of an unknown error.", status),
            _ => new ServiceError($"Http{status}", $"The emulator was told to answer {status}.", status),
        };
        return Set($"answer {status}", new(FaultKind.Reject) { Error = error, RawBody = body });
    }

    /// <summary>Delay the request before it is processed.</summary>
    /// <param name="time">The delay, by the emulator's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative, or longer than a timer can wait.</exception>
    public Fault Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, CloudWatchLogsEmulatorOptions.LongestTimer);
        return Set($"delay by {time}", new(FaultKind.Delay) { Delay = time });
    }

    /// <summary>Hold the request until the fault is cleared, then process it: a delay without a clock.</summary>
    public Fault Hold() => Set("hold", new(FaultKind.Hold));

    /// <summary>Cut the connection without processing the request.</summary>
    public Fault CutBeforeStoring() => Set("cut before storing", new(FaultKind.CutBeforeStoring));

    /// <summary>Process the request, then cut the connection instead of responding.</summary>
    public Fault CutAfterStoring() => Set("cut after storing", new(FaultKind.CutAfterStoring));

    /// <summary>
    /// Process the request, send half of the response, then cut the connection. Live Tail is cut before its response; see <see cref="CutMidFrame"/>.
    /// </summary>
    public Fault CutMidAnswer() => Set("cut mid-answer", new(FaultKind.CutMidAnswer));

    /// <summary>Accept the request and never respond, even when the fault is cleared.</summary>
    /// <param name="store">Whether the request is processed nevertheless. The default is no.</param>
    public Fault NeverAnswer(bool store = false) => Set("never answer", new(store ? FaultKind.StoreAndNeverAnswer : FaultKind.NeverAnswer));

    /// <summary>Let the Live Tail session start, then cut it in the middle of an update.</summary>
    public Fault CutMidFrame() => Break("cut mid-frame", new(LiveTailFaultKind.CutMidFrame));

    /// <summary>Let the Live Tail session start, then cut it after an update.</summary>
    public Fault CutBetweenFrames() => Break("cut between frames", new(LiveTailFaultKind.CutBetweenFrames));

    /// <summary>Let the Live Tail session start, then end its response normally after an update.</summary>
    public Fault EndCleanly() => Break("end cleanly", new(LiveTailFaultKind.EndCleanly));

    /// <summary>Let the Live Tail session start, then send nothing more over the open connection.</summary>
    public Fault GoSilent() => Break("go silent", new(LiveTailFaultKind.GoSilent));

    /// <summary>Send an update whose message checksum is wrong.</summary>
    public Fault CorruptMessageChecksum() => Break("corrupt a message's checksum", new(LiveTailFaultKind.CorruptMessageChecksum));

    /// <summary>Send an update whose first eight bytes have a wrong checksum.</summary>
    public Fault CorruptPreludeChecksum() => Break("corrupt a prelude's checksum", new(LiveTailFaultKind.CorruptPreludeChecksum));

    /// <summary>Send an update and, in the same write, an exception of the public model; then end the response.</summary>
    /// <param name="type">The exception's type.</param>
    /// <param name="message">The exception's message.</param>
    public Fault EndWithException(string type = "SessionStreamingException", string message = "An unknown error occurred.") =>
        Break($"end with {type}", new(LiveTailFaultKind.Exception, type, message));

    /// <summary>Send an update and, in the same write, an error that the public model does not contain; then end the response.</summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">The error's message.</param>
    public Fault EndWithError(string code = "InternalFailure", string message = "An internal failure occurred.") =>
        Break($"end with the error {code}", new(LiveTailFaultKind.Error, code, message));

    /// <summary>Send an event of a type that no client knows before an update, and continue.</summary>
    /// <param name="type">The event's type.</param>
    public Fault SendUnknownEvent(string type = "sessionWeather") => Break($"send the event {type}", new(LiveTailFaultKind.UnknownEvent, type));

    /// <summary>Silently lose the events of an update.</summary>
    public Fault LoseEvents() => Break("lose events", new(LiveTailFaultKind.LoseEvents));

    /// <summary>Let the Live Tail session start, then end it with <c>SessionTimeoutException</c> as after its three hours.</summary>
    public Fault ExpireSession() => Break(
        "expire the session", new(LiveTailFaultKind.Exception, "SessionTimeoutException", LiveTailFrames.SessionTimeoutMessage));

    static int Checked(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return status;
    }

    // A fault must not be used up by a request that it cannot break.
    Fault Break(string what, LiveTailFault fault) => Set(
        what,
        new(FaultKind.BreakLiveTail) { LiveTail = fault with { AfterUpdates = _afterUpdates, WithEvents = _withEvents } },
        static request => request.Operation == RequestPipeline.StartLiveTail);

    Fault Set(string what, FaultAction action, Func<EmulatorRequest, bool>? condition = null)
    {
        Func<EmulatorRequest, bool>[] conditions = condition is null ? [.. _conditions] : [condition, .. _conditions];
        var operation = _operation;
        return _script.Add(new(
            _script,
            $"{operation ?? "any operation"}: {what}",
            action,
            request => (operation is null || request.Operation == operation) && Array.TrueForAll(conditions, c => c(request)),
            _skip,
            _times));
    }
}
