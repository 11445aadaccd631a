using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// One Live Tail session over an open response. Cancelling a read leaves the session alive; disposing closes the connection at once.
sealed class LiveTailStream(ServiceResponse response, TimeSpan silenceLimit, TimeProvider timeProvider) : ILiveTailStream
{
    // The service sends an update each second. A connection that delivers fewer bytes than this within the silence limit counts as dead.
    const int LeastProgress = 64 * 1024;

    readonly EventStreamDecoder _decoder = new();
    readonly SessionUpdateReader _updates = new();
    readonly CancellationTokenSource _hangUp = new();

    Task<int>? _receiving;
    LiveTailEnd? _end;

    // Both are counted from the last complete message, or from the last time that LeastProgress was reached.
    TimeSpan _waited;
    int _progress;

    public async ValueTask<LiveTailMessage> ReadAsync(CancellationToken cancellationToken)
    {
        while (_end is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                while (_decoder.TryRead(out var frame))
                {
                    Progressed();
                    if (Interpret(frame) is { } message) return message;
                }
            }
            catch (Exception e) when (e is InvalidDataException or JsonException)
            {
                End(LiveTailEndCause.Corrupt, e.Message, e);
                break;
            }

            await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        }

        return new LiveTailMessage(LiveTailMessageKind.Ended, End: _end);
    }

    public ValueTask DisposeAsync()
    {
        _end ??= new LiveTailEnd(LiveTailEndCause.Cut, Detail: "The stream was disposed.");
        HangUp();
        return ValueTask.CompletedTask;
    }

    async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        try
        {
            // The read survives a cancelled wait, so no bytes are lost.
            _receiving ??= response.Stream.ReadAsync(_decoder.GetBuffer(), _hangUp.Token).AsTask();
            var received = await _receiving.WaitAsync(silenceLimit - _waited, timeProvider, cancellationToken).ConfigureAwait(false);
            _receiving = null;
            if (received == 0) EndByCut(null);
            else Received(received, timeProvider.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException) when (_receiving is { IsFaulted: false } receiving)
        {
            // Bytes that arrive just as the limit expires count.
            if (!receiving.IsCompleted) EndBySilence();
        }
        catch (HttpIOException e) when (e.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            EndByCut(e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            End(LiveTailEndCause.ConnectionFailed, e.GetBaseException().Message, e);
        }
    }

    void Received(int count, TimeSpan waited)
    {
        _decoder.Advance(count);
        _waited += waited;
        _progress += count;
        if (_progress >= LeastProgress) Progressed();
        else if (_waited >= silenceLimit && !_decoder.HasMessage) EndBySilence();
    }

    void Progressed()
    {
        _waited = TimeSpan.Zero;
        _progress = 0;
    }

    // Returns null for a message that callers do not need.
    LiveTailMessage? Interpret(EventStreamFrame frame)
    {
        frame.TryGetHeader(":message-type"u8, out var type);
        if (type.SequenceEqual("event"u8))
        {
            frame.TryGetHeader(":event-type"u8, out var name);
            if (name.SequenceEqual("sessionUpdate"u8)) return new LiveTailMessage(LiveTailMessageKind.SessionUpdate, _updates.Read(frame.Payload));
            if (name.SequenceEqual("sessionStart"u8)) return new LiveTailMessage(LiveTailMessageKind.SessionStart, Start: ReadStart(frame.Payload));
        }
        else if (type.SequenceEqual("exception"u8))
        {
            var code = frame.GetHeader(":exception-type"u8);
            var cause = code == "SessionTimeoutException" ? LiveTailEndCause.SessionTimeout : LiveTailEndCause.Exception;
            End(cause, ReadMessage(frame.Payload), code: code);
            return new LiveTailMessage(LiveTailMessageKind.Ended, End: _end);
        }
        else if (type.SequenceEqual("error"u8))
        {
            End(LiveTailEndCause.Error, frame.GetHeader(":error-message"u8), code: frame.GetHeader(":error-code"u8));
            return new LiveTailMessage(LiveTailMessageKind.Ended, End: _end);
        }

        // An initial-response, or a type that the service adds later.
        return null;
    }

    static LiveTailSessionStart ReadStart(ReadOnlySpan<byte> payload) => new(ReadText(payload, "sessionId"u8), ReadText(payload, "requestId"u8));

    static string? ReadMessage(ReadOnlySpan<byte> payload) => ReadText(payload, "message"u8) ?? ReadText(payload, "Message"u8);

    // Reads a human-readable text. Reactions depend on the message's type alone, so an unreadable payload does not end the session.
    static string? ReadText(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> name)
    {
        try
        {
            var reader = ResponseJson.Begin(payload);
            while (ResponseJson.NextMember(ref reader))
            {
                if (reader.ValueTextEquals(name)) return ResponseJson.ReadString(ref reader);
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }

        return null;
    }

    void EndBySilence() => End(
        LiveTailEndCause.Silence,
        _decoder.Incomplete == 0 ? $"Nothing was received for {Seconds.Of(silenceLimit)}." : $"No message was completed within {Seconds.Of(silenceLimit)}.");

    void EndByCut(Exception? exception) => End(
        LiveTailEndCause.Cut,
        _decoder.Incomplete == 0 ? "The connection was closed." : $"The connection was closed {_decoder.Incomplete} bytes into a message.",
        exception);

    void End(LiveTailEndCause cause, string? detail, Exception? exception = null, string? code = null)
    {
        _end ??= new LiveTailEnd(cause, code, detail, exception);
        HangUp();
    }

    void HangUp()
    {
        _hangUp.Cancel();
        response.Dispose();

        // Observe the failure of the abandoned read.
        _ = _receiving?.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
