using Serilog.Core;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Holds Serilog's failure listener, which WriteTo.FallbackChain and WriteTo.Fallible set after the sink is created. Keeps failures reported before
// that, such as a corrupt file of durable mode. Not thread-safe: the reporter's lock guards it.
sealed class FailureListenerSlot
{
    // Configuration sets a listener at once or never, so early reports are kept only this long.
    static readonly TimeSpan ConfigurationTime = TimeSpan.FromSeconds(10);

    const int MostKept = 100;

    // The most memory that the events of kept reports may take, because the sink's limit no longer covers them.
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

    // Whether the listener is Serilog's default, which writes to SelfLog: a failure must not go there twice.
    public bool IsSelfLog => ReferenceEquals(_listener, SelfLog.FailureListener);

    // Whether lost events would be passed to a listener, or kept for one.
    public bool TakesEvents => _listener is not null ? !IsSelfLog : _kept is not null;

    // Sets the listener and returns the failures that it has missed.
    public IReadOnlyList<CloudWatchFailure> Set(ILoggingFailureListener listener)
    {
        _listener = listener;
        IReadOnlyList<CloudWatchFailure> missed = _kept ?? [];
        _kept = null;
        return missed;
    }

    // Returns whether there is a listener to tell; keeps the failure otherwise, while one may still be set.
    public bool IsSetOrKeeps(CloudWatchFailure failure)
    {
        if (_listener is not null) return true;
        if (_kept is null) return false;
        foreach (var logEvent in failure.Events) _keptBytes += CapturedSize.Of(logEvent);
        if (_kept.Count == MostKept || _keptBytes > MostKeptBytes || _timeProvider.GetElapsedTime(_madeAt) > ConfigurationTime) _kept = null;
        else _kept.Add(failure);
        return false;
    }

    // Tells the listener. The caller catches its exceptions.
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

    // The listener sees no count apart from the events.
    static string MessageOf(CloudWatchFailure failure) =>
        failure.Kind == CloudWatchFailureKind.Temporary || failure.Events.Count == failure.Count ? failure.Message
        : failure.Events.Count == 0 ? $"{failure.Message} The events themselves are not available."
        : $"{failure.Message} Only {failure.Events.Count} of the events are available.";
}
