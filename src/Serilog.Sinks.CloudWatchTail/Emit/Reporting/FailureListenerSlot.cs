using Serilog.Core;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// The place of Serilog's own failure listener, which <c>WriteTo.FallbackChain</c> and <c>WriteTo.Fallible</c> set once the sink is made. What is
/// reported before that, such as a damaged file of durable mode, waits here for it. Not thread-safe: the reporter's lock guards it.
/// </summary>
sealed class FailureListenerSlot
{
    /// <summary>Configuration sets a listener at once or never: after this long the reports of the start are kept no longer.</summary>
    static readonly TimeSpan ConfigurationTime = TimeSpan.FromSeconds(10);

    const int MostKept = 100;

    /// <summary>The events of what is kept may take so much memory: the sink's limit does not know of them any more.</summary>
    const long MostKeptBytes = 4 * 1024 * 1024;

    readonly object _sender;
    readonly TimeProvider _timeProvider;
    readonly long _madeAt;
    ILoggingFailureListener? _listener;
    List<CloudWatchFailure>? _kept = [];
    long _keptBytes;

    public FailureListenerSlot(object sender, TimeProvider timeProvider)
    {
        _sender = sender;
        _timeProvider = timeProvider;
        _madeAt = timeProvider.GetTimestamp();
    }

    /// <summary>Whether the listener is Serilog's default, which writes to SelfLog: nothing that went there already may go there again.</summary>
    public bool IsSelfLog => ReferenceEquals(_listener, SelfLog.FailureListener);

    /// <summary>Whether events that are lost would be handed to a listener, or kept for one.</summary>
    public bool TakesEvents => _listener is not null ? !IsSelfLog : _kept is not null;

    /// <summary>Sets the listener.</summary>
    /// <returns>What it has missed.</returns>
    public IReadOnlyList<CloudWatchFailure> Set(ILoggingFailureListener listener)
    {
        _listener = listener;
        IReadOnlyList<CloudWatchFailure> missed = _kept ?? [];
        _kept = null;
        return missed;
    }

    /// <summary>Keeps a failure until there is a listener, while there may still be one.</summary>
    /// <returns>Whether there is a listener to be told now.</returns>
    public bool IsSetOrKeeps(CloudWatchFailure failure)
    {
        if (_listener is not null) return true;
        if (_kept is null) return false;
        foreach (var logEvent in failure.Events) _keptBytes += CapturedSize.Of(logEvent);
        if (_kept.Count == MostKept || _keptBytes > MostKeptBytes || _timeProvider.GetElapsedTime(_madeAt) > ConfigurationTime) _kept = null;
        else _kept.Add(failure);
        return false;
    }

    /// <summary>Tells the listener; what it throws is the caller's to catch.</summary>
    public void Tell(CloudWatchFailure failure) => _listener!.OnLoggingFailed(
        _sender,
        failure.Kind switch
        {
            CloudWatchFailureKind.Permanent => LoggingFailureKind.Permanent,
            CloudWatchFailureKind.Final => LoggingFailureKind.Final,
            _ => LoggingFailureKind.Temporary,
        },
        MessageOf(failure),
        failure.Events.Count == 0 ? null : failure.Events,
        failure.Exception);

    // The listener sees no count beside the events.
    static string MessageOf(CloudWatchFailure failure) =>
        failure.Kind == CloudWatchFailureKind.Temporary || failure.Events.Count == failure.Count ? failure.Message
        : failure.Events.Count == 0 ? $"{failure.Message} The events themselves are not at hand."
        : $"{failure.Message} Only {failure.Events.Count} of the events are at hand.";
}
