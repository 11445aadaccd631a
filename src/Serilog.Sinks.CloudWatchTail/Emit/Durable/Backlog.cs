using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>
/// What waits on the disk, as the loop sees it: records are read into batches, as many as may be in memory at once, and settled once the batches are.
/// But for the counts only the loop touches it.
/// </summary>
sealed class Backlog : IDisposable
{
    /// <summary>How many bytes of messages may be read ahead of what is settled: a backlog of any size is sent at constant memory.</summary>
    const long LeastWindowBytes = 32L * 1024 * 1024;

    /// <summary>What an event takes in a batch beyond its message, roughly.</summary>
    const int OverheadBytes = 96;

    /// <summary>A record for which memory does not suffice so many times in a row is given up instead.</summary>
    const int MostTries = 3;

    readonly CloudWatchSinkOptions _options;
    readonly DurableBuffer _buffer;
    readonly StreamRouter _router;
    readonly LogEventPacker _packer;
    readonly BufferSets _sets;
    readonly BufferReports _reports;
    readonly long _windowBytes;
    long _bytes;
    long _read;
    uint _turn;
    int _tries;

    public Backlog(CloudWatchSinkOptions options, DurableBuffer buffer, StreamRouter router, LogEventPacker packer, FailureReporter reporter)
    {
        _options = options;
        _buffer = buffer;
        _router = router;
        _packer = packer;
        _sets = new BufferSets(options, buffer);
        _reports = new BufferReports(options, buffer, reporter);
        _windowBytes = Math.Max(LeastWindowBytes, (options.MaxConcurrentRequests + 2L) * options.BatchSizeLimitBytes);
    }

    /// <summary>Events that earlier processes left, here and in the sets of processes that are gone.</summary>
    public long Recovered => _sets.Recovered;

    /// <summary>Those of them that were left by an earlier sink of this process, where they are counted already.</summary>
    public long Inherited => _sets.Inherited;

    /// <summary>From here on the sink's counts are looked at. Called under the gate of the metrics.</summary>
    public void GoLive() => _sets.GoLive();

    /// <summary>Events on the disk that are neither delivered nor reported.</summary>
    public long Waiting => _sets.All.Sum(s => s.Chain.Waiting);

    public long Bytes => _sets.All.Sum(s => s.Chain.Bytes);

    /// <summary>Whether as much is in memory as may be.</summary>
    public bool IsFull => _bytes >= _windowBytes;

    /// <summary>The time stamp at which the disk is looked at again without being asked for.</summary>
    public long NextLook => _sets.NextLook;

    /// <summary>The time of the oldest event that waits on the disk.</summary>
    public DateTimeOffset? OldestTime() => OldestRecord.TimeIn(_sets.All);

    /// <summary>Begins a turn of the loop.</summary>
    public void BeginTurn(long now)
    {
        _sets.LookWhenDue(now);
        _buffer.Look();
    }

    /// <summary>Whether something that was appended must not wait: asked after reading, since it may be appended at any time.</summary>
    public bool TakeUrgent() => _buffer.TakeUrgent(_read);

    /// <summary>Reads records into batches until one is ready to be sent, or there is nothing more to read for now.</summary>
    /// <param name="due">When a batch that is opened wants to be sent; what earlier processes left has waited long enough.</param>
    /// <param name="sealedOne">Whether a batch became ready to be sent: there may be more to read.</param>
    /// <returns>Whether anything was read.</returns>
    public bool Pack(long due, out bool sealedOne)
    {
        sealedOne = false;
        var any = false;
        var sets = _sets.All;
        for (var idle = 0; idle < sets.Length && !sealedOne && !IsFull;)
        {
            var set = sets[(int)(_turn++ % (uint)sets.Length)];
            idle = PackSome(set, due, out sealedOne) ? 0 : idle + 1;
            any |= idle == 0;
        }

        if (_buffer.Own is { } own) _read = own.Reader.Next;
        return any;
    }

    /// <summary>Asks for a wake-up at the next event. False if one is there already.</summary>
    public bool TryArmWakeUp() => _buffer.TryArmWakeUp(_read);

    /// <summary>What is on the disk now, to be waited for.</summary>
    public BacklogMark Mark()
    {
        var own = _buffer.Own;
        return new BacklogMark([.. _sets.All.Select(s => (s, s == own ? _buffer.End : s.Chain.Newest is { } newest ? newest.First + newest.Count : 0))]);
    }

    /// <summary>Events of a batch, made again from their messages.</summary>
    public static LogEvent[] Read(PackedBatch batch, int from, int to)
    {
        var events = new LogEvent[to - from];
        for (var i = from; i < to; i++) events[i - from] = PackedMessage.ReadEvent(batch.EntryOf(i), batch.TimestampOf(i));
        return events;
    }

    /// <summary>Settles events of a batch that are lost for good. How many have gone from the disk before, and are reported as gone.</summary>
    /// <param name="events">All of them; those that have gone are left out of it, as null.</param>
    public int Bury(PackedBatch batch, int from, int to, LogEvent?[] events)
    {
        var gone = 0;
        for (var i = from; i < to; i++)
        {
            if (Acknowledge(batch.RecordOf(i))) continue;
            events[i - from] = null;
            gone++;
        }

        return gone;
    }

    /// <summary>How many events of a batch have not gone from the disk meanwhile.</summary>
    public int CountOpen(PackedBatch batch, int from, int to)
    {
        if (!Array.Exists(_sets.All, s => s.Chain.HasDropped)) return to - from;
        var open = 0;
        for (var i = from; i < to; i++)
        {
            if (IsOpen(batch.RecordOf(i))) open++;
        }

        return open;
    }

    public bool IsOpen(long record) => _sets.Find(record) is { } segment && segment.Acks.IsOpen(record - segment.First);

    /// <summary>Settles events of a batch that are delivered. How many they are but for those that have gone from the disk before and are reported.</summary>
    public int Settle(PackedBatch batch, int from, int to)
    {
        BufferSegment? segment = null;
        var settled = 0;
        for (var i = from; i < to; i++)
        {
            var record = batch.RecordOf(i);
            if (segment is null || record < segment.First || record >= segment.First + segment.Count) segment = _sets.Find(record);
            if (segment?.Acks.Acknowledge(record - segment.First) == true) settled++;
        }

        return settled;
    }

    /// <summary>A batch leaves the memory; what is on the disk stays there.</summary>
    public void Leave(PackedBatch batch) => ReleaseBytes(batch.MessageBytes + ((long)batch.Count * OverheadBytes));

    /// <summary>A part of a batch that has left takes its place.</summary>
    public PackedBatch Enter(PackedBatch batch)
    {
        ReleaseBytes(-(batch.MessageBytes + ((long)batch.Count * OverheadBytes)));
        return batch;
    }

    public void ReleaseBytes(long bytes) => _bytes -= bytes;

    /// <summary>Reports what became of the files, then writes down what is settled, and deletes it. Whether there are other files to be read now.</summary>
    public bool Persist() => Persist(last: false);

    public void Close() => _buffer.Close();

    /// <summary>The last look at what became of the files. Afterwards they do not change.</summary>
    public void Finish() => Persist(last: true);

    /// <summary>What waits in each set of files, to be left there.</summary>
    public IReadOnlyList<(string Set, long Events)> Left() => [.. _sets.All.Select(s => (s.Paths.Lock, s.Chain.Waiting))];

    /// <summary>The end: what waits stays on the disk for the next process.</summary>
    public void Dispose()
    {
        _sets.Dispose();
        _buffer.Dispose();
    }

    bool Persist(bool last)
    {
        _reports.Report(_sets.All);
        _reports.CheckpointFailed(_sets.Persist(last, out var anyNew));
        return anyNew;
    }

    void PackOne(BufferSet set, long number, BufferRecord record, long due, out bool sealedOne)
    {
        try
        {
            _bytes += OverheadBytes + _packer.AddRecord(_router.RouteTo(record.Stream), number, record.Time, record.Message, due, out sealedOne);
            _tries = 0;
        }
        catch (OutOfMemoryException) when (++_tries < MostTries)
        {
            // It is in no batch, and is read again in the next turn.
            set.Reader.StepBack();
            throw;
        }
        catch (Exception ex) when (ex is not (IOException or UnauthorizedAccessException))
        {
            // Whatever a record makes the packer do, it costs that record alone: read again in every turn, it would cost all of them.
            sealedOne = false;
            _tries = 0;
            Refuse(set, number, record, "it could not be packed", ex);
        }
    }

    void Refuse(BufferSet set, long number, BufferRecord record, string why, Exception? exception = null)
    {
        if (Acknowledge(number)) _reports.Refuse(set, record, why, exception);
    }

    /// <summary>Writes the messages of buried events down.</summary>
    public void WriteLetters(PackedBatch batch, int from, CloudWatchFailureReason reason, LogEvent?[] events)
    {
        try
        {
            foreach (var set in _sets.All)
            {
                var letters = new DeadLetters(set.DeadLetters);
                for (var i = 0; i < events.Length; i++)
                {
                    if (events[i] is null || _sets.Of(batch.RecordOf(from + i)) != set) continue;
                    letters.Add(reason, batch.Stream.Name, batch.TimestampOf(from + i), PackedMessage.EscapedIn(batch.EntryOf(from + i)));
                }

                letters.Write();
            }
        }
        catch (OutOfMemoryException ex)
        {
            // They are settled, and reported all the same.
            SafeSelfLog.WriteLine("the dead-letter file could not be written: {0}", ex.Message);
        }
    }

    bool Acknowledge(long record) => _sets.Find(record) is { } segment && segment.Acks.Acknowledge(record - segment.First);

    bool PackSome(BufferSet set, long due, out bool sealedOne)
    {
        const int atOnce = 256;
        sealedOne = false;
        var count = 0;
        try
        {
            while (count < atOnce && !sealedOne && !IsFull && set.Reader.TryRead(out var number, out var record))
            {
                count++;
                if (record.Time < 0) Refuse(set, number, record, "its time is before 1970, which the service does not take");
                else PackOne(set, number, record, set == _buffer.Own ? due : long.MinValue, out sealedOne);
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            _reports.ReadFailed(ex);
        }

        return count > 0;
    }
}
