using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Http;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Sends a session's updates to its client. It waits for the socket, while the session's timer runs on.
sealed class LiveTailWriter(Answer answer, LiveTailSession session, LiveTailHub hub, CancellationToken stopping)
{
    const string ContentType = "application/vnd.amazon.eventstream";

    readonly HttpContext _context = answer.Context;
    readonly LiveTailFrames _frames = new(answer.Protocol);
    readonly LiveTailOptions _options = hub.Options;

    // Runs the session until it ends. If its client disconnects or the emulator stops, that is a cancellation, and the server cuts the connection.
    public async Task RunAsync()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted, stopping);
        try
        {
            _context.Response.StatusCode = StatusCodes.Status200OK;
            _context.Response.ContentType = ContentType;

            // The timer runs before the client learns of its session, so a client that knows of it finds it among the open ones.
            await using var ticks = _options.Clock.CreateTimer(_ => session.Tick(), null, _options.UpdateInterval, _options.UpdateInterval).ConfigureAwait(false);
            await using var expiry = _options.Clock.CreateTimer(_ => session.Outbox.Expire(), null, _options.SessionTimeLimit, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
            hub.Announce(session);
            byte[] start = [.. _frames.InitialResponse(), .. _frames.SessionStart(answer.RequestId, session.Id, session.Criteria)];
            await SendAsync(start, ending.Token).ConfigureAwait(false);
            while (await session.Outbox.TakeAsync(ending.Token).ConfigureAwait(false) is { } update)
            {
                if (!await SendAsync(update, ending.Token).ConfigureAwait(false)) return;
            }

            await SendAsync(_frames.Exception("SessionTimeoutException", LiveTailFrames.SessionTimeoutMessage), ending.Token).ConfigureAwait(false);
        }
        finally
        {
            hub.Close(session);
        }
    }

    // Sends an update and applies its fault. Returns whether the session continues.
    async Task<bool> SendAsync(LiveTailUpdate update, CancellationToken cancellationToken)
    {
        var fault = session.TakeFault(update);
        if (fault?.Kind == LiveTailFaultKind.LoseEvents)
        {
            session.CountLost(update);
            update = new([], false);
        }

        if (fault?.Kind == LiveTailFaultKind.GoSilent)
        {
            session.BecomeSilent();
            await Task.Delay(Timeout.InfiniteTimeSpan, _options.Clock, cancellationToken).ConfigureAwait(false);
        }

        var frame = _frames.SessionUpdate(ref update, _options.IngestionTimeSkew);
        if (fault?.Kind != LiveTailFaultKind.CutMidFrame) session.CountSent(update);
        await SendAsync(Damage(frame, fault), cancellationToken).ConfigureAwait(false);
        switch (fault?.Kind)
        {
            case LiveTailFaultKind.CutMidFrame or LiveTailFaultKind.CutBetweenFrames:
                _context.Abort();
                return false;
            case LiveTailFaultKind.EndCleanly or LiveTailFaultKind.Exception or LiveTailFaultKind.Error:
                return false;
            default:
                return true;
        }
    }

    byte[] Damage(byte[] frame, LiveTailFault? fault)
    {
        switch (fault?.Kind)
        {
            case LiveTailFaultKind.CutMidFrame:
                return frame[..(frame.Length / 2)];
            case LiveTailFaultKind.CorruptMessageChecksum:
                frame[^1] ^= 0xFF;
                return frame;
            case LiveTailFaultKind.CorruptPreludeChecksum:
                frame[EventStreamMessage.PreludeLength - 1] ^= 0xFF;
                return frame;
            case LiveTailFaultKind.Exception:
                return [.. frame, .. _frames.Exception(fault.Code, fault.Message)];
            case LiveTailFaultKind.Error:
                return [.. frame, .. LiveTailFrames.Error(fault.Code, fault.Message)];
            case LiveTailFaultKind.UnknownEvent:
                return [.. _frames.Event(fault.Code, "{}"u8.ToArray()), .. frame];
            default:
                return frame;
        }
    }

    // Completes when the kernel has the bytes (the server buffers nothing), so a later cut comes after them.
    async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var result = await _context.Response.BodyWriter.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled || result.IsCompleted) throw new OperationCanceledException(_context.RequestAborted);
    }
}
