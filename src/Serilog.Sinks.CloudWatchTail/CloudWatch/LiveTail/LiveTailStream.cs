using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.LiveTail;

/// <summary>One Live Tail session over an open response. Giving up a wait leaves the session alive; disposing hangs up at once.</summary>
sealed class LiveTailStream(ServiceResponse response, TimeSpan silenceLimit, TimeProvider timeProvider) : ILiveTailStream
{
    readonly EventStreamDecoder _decoder = new();
    readonly SessionUpdateReader _updates = new();
    readonly CancellationTokenSource _hangUp = new();

    Task<int>? _receiving;
    LiveTailEnd? _end;

    public async ValueTask<LiveTailMessage> ReadAsync(CancellationToken cancellationToken)
    {
        while (_end is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                while (_decoder.TryRead(out var frame))
                    if (Interpret(frame) is { } message)
                        return message;
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
        try
        {
            // The read belongs to the stream and outlives the wait: a cancelled wait loses no bytes.
            _receiving ??= response.Stream.ReadAsync(_decoder.GetBuffer(), _hangUp.Token).AsTask();
            var received = await _receiving.WaitAsync(silenceLimit, timeProvider, cancellationToken).ConfigureAwait(false);
            _receiving = null;
            if (received > 0) _decoder.Advance(received);
            else EndByCut(null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException) when (_receiving is { IsFaulted: false } receiving)
        {
            // What came at the last moment counts.
            if (!receiving.IsCompleted) End(LiveTailEndCause.Silence, $"Nothing came for {Seconds.Of(silenceLimit)}.");
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

    /// <summary>Null for a message that does not concern the caller.</summary>
    LiveTailMessage? Interpret(EventStreamFrame frame)
    {
        frame.TryGetHeader(":message-type"u8, out var type);
        if (type.SequenceEqual("event"u8))
        {
            frame.TryGetHeader(":event-type"u8, out var name);
            if (name.SequenceEqual("sessionUpdate"u8)) return new LiveTailMessage(LiveTailMessageKind.SessionUpdate, _updates.Read(frame.Payload));
            if (name.SequenceEqual("sessionStart"u8)) return new LiveTailMessage(LiveTailMessageKind.SessionStart);
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

        // initial-response, and whatever the service may add to its events.
        return null;
    }

    static string? ReadMessage(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = ResponseBodies.Begin(payload);
            while (ResponseBodies.NextMember(ref reader))
            {
                if (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("Message"u8)) return ResponseBodies.ReadString(ref reader);
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The type says what is to be done; the words are a courtesy.
        }

        return null;
    }

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

        // A read that is given up may fail without anybody waiting for it.
        _ = _receiving?.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
