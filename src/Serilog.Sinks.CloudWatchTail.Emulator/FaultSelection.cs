using Serilog.Sinks.CloudWatchTail.Emulator.Faults;
using Serilog.Sinks.CloudWatchTail.Emulator.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>Which requests a fault strikes; the last call says what it does to them and sets it.</summary>
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

    /// <summary>Strike so many requests, then no more.</summary>
    /// <param name="count">How many, at least 1. The default of a selection is 1.</param>
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

    /// <summary>Let so many of the selected requests pass first.</summary>
    /// <param name="count">How many; 0 by default.</param>
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

    /// <summary>Strike requests that this is true of; it is asked once for every request, perhaps by several threads at once.</summary>
    /// <param name="condition">Sees the request with its body; several conditions must all hold.</param>
    public FaultSelection When(Func<EmulatorRequest, bool> condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>For what breaks a Live Tail session: let so many updates of the session pass first, also empty ones.</summary>
    /// <param name="count">How many; 0 by default.</param>
    public FaultSelection AfterUpdates(int count)
    {
        _afterUpdates = count;
        return this;
    }

    /// <summary>For what breaks a Live Tail session: wait for an update that has events.</summary>
    public FaultSelection WithEvents()
    {
        _withEvents = true;
        return this;
    }

    /// <summary>Answer as the service does when a quota is used up: HTTP 400, <c>ThrottlingException</c>, <c>Rate exceeded</c>.</summary>
    public Fault Throttle() => Set("throttle", new(FaultKind.Reject) { Error = ServiceError.Throttled });

    /// <summary>Answer with an error of the service.</summary>
    /// <param name="code">Its type, such as <c>AccessDeniedException</c>.</param>
    /// <param name="message">Its text.</param>
    /// <param name="status">The HTTP status; 400 by default, the service's own for nearly everything.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not between 200 and 599.</exception>
    public Fault Reject(string code, string message, int status = 400) =>
        Set($"reject with {code}", new(FaultKind.Reject) { Error = new(code, message, Checked(status)) });

    /// <summary>Answer with an HTTP status.</summary>
    /// <param name="status">
    /// The status. 503 comes as <c>ServiceUnavailableException</c>, 429 as <c>ThrottlingException</c>, 500 as <c>InternalFailure</c>, others under
    /// the name <c>Http</c> and the number.
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

    /// <summary>Let the request wait before it is done.</summary>
    /// <param name="time">How long, by the emulator's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative, or longer than a timer can wait.</exception>
    public Fault Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, CloudWatchLogsEmulatorOptions.LongestTimer);
        return Set($"delay by {time}", new(FaultKind.Delay) { Delay = time });
    }

    /// <summary>Let the request wait before it is done until the fault is cleared: a delay without a clock.</summary>
    public Fault Hold() => Set("hold", new(FaultKind.Hold));

    /// <summary>Cut the connection; the request is not done.</summary>
    public Fault CutBeforeStoring() => Set("cut before storing", new(FaultKind.CutBeforeStoring));

    /// <summary>Do the request, then cut the connection instead of answering.</summary>
    public Fault CutAfterStoring() => Set("cut after storing", new(FaultKind.CutAfterStoring));

    /// <summary>Do the request, send half of the answer, then cut the connection. Live Tail is cut before its answer; see <see cref="CutMidFrame"/>.</summary>
    public Fault CutMidAnswer() => Set("cut mid-answer", new(FaultKind.CutMidAnswer));

    /// <summary>Accept the request and never answer it, also when the fault is cleared.</summary>
    /// <param name="store">Whether the request is done all the same. The default is no.</param>
    public Fault NeverAnswer(bool store = false) => Set("never answer", new(store ? FaultKind.StoreAndNeverAnswer : FaultKind.NeverAnswer));

    /// <summary>Let the Live Tail session start, then cut it in the middle of an update.</summary>
    public Fault CutMidFrame() => Break("cut mid-frame", new(LiveTailFaultKind.CutMidFrame));

    /// <summary>Let the Live Tail session start, then cut it after an update.</summary>
    public Fault CutBetweenFrames() => Break("cut between frames", new(LiveTailFaultKind.CutBetweenFrames));

    /// <summary>Let the Live Tail session start, then end its answer after an update as a finished one.</summary>
    public Fault EndCleanly() => Break("end cleanly", new(LiveTailFaultKind.EndCleanly));

    /// <summary>Let the Live Tail session start, then send nothing any more over the open connection.</summary>
    public Fault GoSilent() => Break("go silent", new(LiveTailFaultKind.GoSilent));

    /// <summary>Send an update with a wrong checksum of the message.</summary>
    public Fault CorruptMessageChecksum() => Break("corrupt a message's checksum", new(LiveTailFaultKind.CorruptMessageChecksum));

    /// <summary>Send an update with a wrong checksum of its first eight bytes.</summary>
    public Fault CorruptPreludeChecksum() => Break("corrupt a prelude's checksum", new(LiveTailFaultKind.CorruptPreludeChecksum));

    /// <summary>Send an update and, in the same write, an exception of the public model; then end the answer.</summary>
    /// <param name="type">The exception's type.</param>
    /// <param name="message">Its text.</param>
    public Fault EndWithException(string type = "SessionStreamingException", string message = "An unknown error occurred.") =>
        Break($"end with {type}", new(LiveTailFaultKind.Exception, type, message));

    /// <summary>Send an update and, in the same write, an error that the public model does not know; then end the answer.</summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">Its text.</param>
    public Fault EndWithError(string code = "InternalFailure", string message = "An internal failure occurred.") =>
        Break($"end with the error {code}", new(LiveTailFaultKind.Error, code, message));

    /// <summary>Send an event of a type that no client knows before an update, and go on.</summary>
    /// <param name="type">The event's type.</param>
    public Fault SendUnknownEvent(string type = "sessionWeather") => Break($"send the event {type}", new(LiveTailFaultKind.UnknownEvent, type));

    /// <summary>Lose the events of an update without a word.</summary>
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

    // A fault is not spent on a request that it cannot break.
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
