using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Acknowledges records once the service has answered for them. Events that were dropped to make room are counted and reported as dropped instead.
sealed class DiskAnswers(DiskSource source, DiskSets sets, DiskTally tally) : IEventOwner
{
    public bool KeepsUndelivered => true;

    public HeldEvents CreateHeld() => new DiskEvents(source, this);

    public bool AllWait(ISourceBatch batch)
    {
        if (!Array.Exists(sets.All, s => s.Chain.HasDropped)) return true;
        for (var i = 0; i < batch.Count; i++)
        {
            if (!source.Waits(RecordOf(batch, i))) return false;
        }

        return true;
    }

    public void Acknowledge(ISourceBatch batch, int from, int to)
    {
        BufferSegment? segment = null;
        var acknowledged = 0;
        for (var i = from; i < to; i++)
        {
            var record = RecordOf(batch, i);
            if (segment is null || record < segment.First || record >= segment.First + segment.Count) segment = sets.Find(record);
            if (segment?.Acks.Acknowledge(record - segment.First) == true) acknowledged++;
        }

        tally.AddDelivered(acknowledged);
    }

    public LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to)
    {
        var events = new LogEvent?[to - from];
        using var message = new Utf8Buffer();
        for (var i = from; i < to; i++) events[i - from] = StoredMessage.ToEvent(MessageOf(batch, i, message), batch.TimestampOf(i));
        return events;
    }

    public int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events)
    {
        var dropped = 0;
        for (var i = from; i < to; i++)
        {
            if (sets.Acknowledge(RecordOf(batch, i))) continue;
            events[i - from] = null;
            dropped++;
        }

        tally.AddLost(reason, to - from - dropped);
        WriteLetters(batch, from, reason, events);
        return dropped;
    }

    public void Release(long bytes) => source.Release(bytes);

    // The events themselves are only on disk and in the put's body.
    static ReadOnlySpan<byte> MessageOf(ISourceBatch batch, int index, Utf8Buffer message)
    {
        message.Clear();
        batch.ReadMessage(index, message);
        return message.WrittenSpan;
    }

    static long RecordOf(ISourceBatch batch, int index) => ((DiskEvents)batch.Held).RecordOf(batch.ArrivalOf(index));

    void WriteLetters(ISourceBatch batch, int from, CloudWatchFailureReason reason, LogEvent?[] events)
    {
        try
        {
            foreach (var set in sets.All)
            {
                var letters = new DeadLetterLines(set.DeadLetters);
                using var message = new Utf8Buffer();
                for (var i = 0; i < events.Length; i++)
                {
                    if (events[i] is null || sets.Of(RecordOf(batch, from + i)) != set) continue;
                    letters.Add(reason, batch.StreamName, batch.TimestampOf(from + i), MessageOf(batch, from + i, message));
                }

                letters.Write();
            }
        }
        catch (OutOfMemoryException ex)
        {
            // The events are acknowledged and reported all the same.
            SinkSelfLog.WriteLine("the dead-letter file could not be written: {0}", ex.Message);
        }
    }
}
