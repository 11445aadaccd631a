using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Durable;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Packing;

/// <summary>Renders events into the open batches of their streams and seals a batch when the next event does not fit. Only the loop touches it.</summary>
sealed class LogEventPacker
{
    /// <summary>A stream whose events jump about by more than the 24 hours that one put may span has a batch open for each run, up to this many.</summary>
    const int OpenBatchesPerStream = 4;

    readonly MessageRenderer _renderer;
    readonly PutLogEventsLimits _limits;
    readonly BatchPool _pool;
    readonly Utf8Buffer _message = new();

    public LogEventPacker(MessageRenderer renderer, PutLogEventsLimits limits, int eventSizeLimitBytes, BatchPool pool)
    {
        _renderer = renderer;
        _limits = limits;
        _pool = pool;
        EventSizeLimitBytes = eventSizeLimitBytes;
    }

    /// <summary>The longest message to render. The service may name a smaller limit than the configured one while running.</summary>
    public int EventSizeLimitBytes { get; set; }

    /// <summary>Renders the event into the stream's open batch.</summary>
    /// <param name="due">When a batch that is opened for it wants to be sent.</param>
    /// <param name="deadline">When the events of a batch that is opened for it are given up.</param>
    /// <param name="sealedOne">Whether a batch became ready to be sent.</param>
    /// <returns>What the event keeps in memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(LogStream stream, scoped in CapturedEvent logEvent, long timestamp, long due, long deadline, out bool sealedOne)
    {
        _message.Clear();
        _renderer.Render(in logEvent, EventSizeLimitBytes, _message);
        var batch = FindRoom(stream, timestamp, _message.Length, ofBuffer: false, out sealedOne) ?? Open(stream, due, deadline);
        var before = batch.KeptBytes;
        batch.Add(in logEvent, timestamp, _message.WrittenSpan);
        var kept = (int)(batch.KeptBytes - before);
        SealFull(stream, batch, ref sealedOne);
        return kept;
    }

    /// <summary>Puts a record of the buffer, whose message is rendered already, into the stream's open batch.</summary>
    /// <param name="record">The record's number.</param>
    /// <param name="due">When a batch that is opened for it wants to be sent.</param>
    /// <param name="sealedOne">Whether a batch became ready to be sent.</param>
    /// <returns>The size of the message in bytes.</returns>
    public int AddRecord(LogStream stream, long record, long timestamp, ReadOnlySpan<byte> message, long due, out bool sealedOne)
    {
        if (message.Length > EventSizeLimitBytes)
        {
            // Of a process with a higher limit, or from before the service named a lower one.
            _message.Clear();
            _renderer.Shorten(message, EventSizeLimitBytes, _message);
            message = _message.WrittenSpan;
        }

        // What is on the disk is never given up.
        var batch = FindRoom(stream, timestamp, message.Length, ofBuffer: true, out sealedOne) ?? Open(stream, due, deadline: long.MaxValue);
        batch.AddRecord(record, timestamp, message);
        SealFull(stream, batch, ref sealedOne);
        return message.Length;
    }

    /// <summary>Seals the open batches that want to be sent by now.</summary>
    public void SealDue(LogStream stream, long now)
    {
        for (var batch = stream.Open.First; batch is not null;)
        {
            var following = batch.Next;
            if (batch.Due <= now) Seal(stream, batch);
            batch = following;
        }
    }

    /// <summary>Seals the open batches whose events have waited for too long.</summary>
    public void SealExpired(LogStream stream, long now)
    {
        for (var batch = stream.Open.First; batch is not null;)
        {
            var following = batch.Next;
            if (batch.Deadline <= now) Seal(stream, batch);
            batch = following;
        }
    }

    /// <summary>A batch with the same events, those over <see cref="EventSizeLimitBytes"/> rendered again, shorter.</summary>
    public PackedBatch Shorten(PackedBatch batch)
    {
        var shorter = _pool.Rent(batch.Stream, batch.Id);
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.MessageBytesOf(i) <= EventSizeLimitBytes)
            {
                shorter.AddFrom(batch, i, 1);
                continue;
            }

            _message.Clear();
            if (batch.IsOfBuffer)
            {
                using var whole = new Utf8Buffer(batch.MessageBytesOf(i));
                PackedMessage.CopyTo(batch.EntryOf(i), whole);
                _renderer.Shorten(whole.WrittenSpan, EventSizeLimitBytes, _message);
                shorter.AddRecord(batch.RecordOf(i), batch.TimestampOf(i), _message.WrittenSpan);
                continue;
            }

            _renderer.Render(batch.EventAt(i), EventSizeLimitBytes, _message);
            shorter.Add(batch.EventAt(i), batch.TimestampOf(i), _message.WrittenSpan);
        }

        CopyStanding(batch, shorter);
        return shorter;
    }

    /// <summary>A sealed batch of a run of another one's events.</summary>
    public PackedBatch Part(PackedBatch batch, int from, int count)
    {
        var part = _pool.Rent(batch.Stream, batch.Id);
        part.AddFrom(batch, from, count);
        CopyStanding(batch, part);
        return part;
    }

    /// <summary>A sealed batch of those of another one's events that are still to be sent; it may be empty.</summary>
    public PackedBatch Remaining(PackedBatch batch, Predicate<long> isOpen)
    {
        var rest = _pool.Rent(batch.Stream, batch.Id);
        for (var i = 0; i < batch.Count; i++)
        {
            if (isOpen(batch.RecordOf(i))) rest.AddFrom(batch, i, 1);
        }

        CopyStanding(batch, rest);
        return rest;
    }

    static void CopyStanding(PackedBatch from, PackedBatch to)
    {
        to.Due = from.Due;
        to.Deadline = from.Deadline;
        to.OutcomeUnknown = from.OutcomeUnknown;
        to.Bisect = from.Bisect;
        to.Seal();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    PackedBatch? FindRoom(LogStream stream, long timestamp, int messageBytes, bool ofBuffer, out bool sealedOne)
    {
        sealedOne = false;
        for (var batch = stream.Open.First; batch is not null; batch = batch.Next)
        {
            if (batch.IsOfBuffer != ofBuffer) continue;
            if (batch.Fits(timestamp, messageBytes, _limits)) return batch;
            if (!batch.FitsSpan(timestamp)) continue;

            // Full by size: the events after this one start the next batch.
            Seal(stream, batch);
            sealedOne = true;
            return null;
        }

        if (stream.Open.Count >= OpenBatchesPerStream)
        {
            Seal(stream, stream.Open.First!);
            sealedOne = true;
        }

        return null;
    }

    PackedBatch Open(LogStream stream, long due, long deadline)
    {
        var batch = _pool.Rent(stream);
        batch.Due = due;
        batch.Deadline = deadline;
        stream.Open.AddLast(batch);
        return batch;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void SealFull(LogStream stream, PackedBatch batch, ref bool sealedOne)
    {
        if (batch.Count >= _limits.Events) TrySeal(stream, batch, ref sealedOne);
    }

    static void TrySeal(LogStream stream, PackedBatch batch, ref bool sealedOne)
    {
        try
        {
            Seal(stream, batch);
            sealedOne = true;
        }
        catch (OutOfMemoryException)
        {
            // The event is in it, and must not seem not to be. Full, it is sealed before the next event.
        }
    }

    // Sorting takes memory: a batch leaves the open ones only once it is ready.
    static void Seal(LogStream stream, PackedBatch batch)
    {
        batch.Seal();
        stream.Sealed.AddLast(batch);
    }
}
