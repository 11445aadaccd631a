using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Packing;

/// <summary>
/// The events of one put together with the put's body, which grows as they come: sealing a batch that is in order only closes the brackets.
/// The events stay with the batch, in parts, until the service has answered for them.
/// </summary>
sealed class PackedBatch : IDisposable
{
    const int InitialEvents = 16;

    readonly Utf8Buffer _body = new(4096);
    readonly CapturedPages _events;

    /// <summary>In durable mode, in the order of arrival: which record each event is.</summary>
    long[]? _records;
    PackedEntry[] _entries = new PackedEntry[InitialEvents];
    bool _inOrder = true;
    bool _sealed;
    bool _isAnswered;
    int _headLength;
    long _newest;
    long _oldest;

    /// <summary>Where the entries end that are complete: what an exception left behind them is cut off before the next one begins.</summary>
    int _entriesEnd;

    /// <param name="pages">Where the memory for events comes from.</param>
    public PackedBatch(LogStream stream, long id, Stack<CapturedEvents> pages)
    {
        _events = new CapturedPages(pages);
        Reuse(stream, id);
    }

    public LogStream Stream { get; private set; } = null!;

    /// <summary>The order in which batches were opened; parts of a divided batch keep the number of the whole.</summary>
    public long Id { get; private set; }

    public int Count { get; private set; }

    /// <summary>As the service counts: message bytes plus 26 for each event.</summary>
    public int SizeBytes { get; private set; }

    /// <summary>What its events keep in memory, their text included.</summary>
    public long KeptBytes { get; private set; }

    public long MessageBytes => SizeBytes - ((long)Count * PutLogEventsLimits.BytesPerEvent);

    /// <summary>The time stamp by which the batch wants to be sent.</summary>
    public long Due { get; set; }

    /// <summary>The time stamp at which its events are given up.</summary>
    public long Deadline { get; set; }

    /// <summary>The number of its last put, in the order they were started.</summary>
    public long PutNumber { get; set; }

    /// <summary>A put of it was sent and never answered.</summary>
    public bool OutcomeUnknown { get; set; }

    /// <summary>The answer to its last put.</summary>
    public DeliveryOutcome Outcome { get; set; }

    /// <summary>Whether the last put has come to its end. Set by the put, last of all; read by the loop.</summary>
    public bool IsAnswered
    {
        get => Volatile.Read(ref _isAnswered);
        set => Volatile.Write(ref _isAnswered, value);
    }

    /// <summary>How the search for refused events goes that divides it; shared by all its parts.</summary>
    public BisectPace? Bisect { get; set; }

    /// <summary>The list that it stands in.</summary>
    public BatchList? List { get; set; }

    /// <summary>The batch behind it in its list.</summary>
    public PackedBatch? Next { get; set; }

    /// <summary>The batch before it in its list.</summary>
    public PackedBatch? Previous { get; set; }

    /// <summary>Whether its events are records of the buffer on the disk, rather than events of the queue in memory. It holds no events then.</summary>
    public bool IsOfBuffer { get; private set; }

    /// <summary>An event; they stand in the order of the body.</summary>
    public CapturedEvent EventAt(int index) => _events[_entries[index].Arrival];

    /// <summary>The finished body, once sealed.</summary>
    public ReadOnlyMemory<byte> Body => _sealed ? _body.WrittenMemory : throw new InvalidOperationException("The batch is still open.");

    public void Reuse(LogStream stream, long id)
    {
        Stream = stream;
        Id = id;
        PutLogEventsBody.AppendHead(_body, stream.LogGroup, stream.Name);
        _headLength = _entriesEnd = _body.Length;
    }

    /// <summary>Whether the service would take this event in the same put.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(long timestamp, int messageBytes, PutLogEventsLimits limits) =>
        Count == 0
        || (Count < limits.Events && SizeBytes + messageBytes + PutLogEventsLimits.BytesPerEvent <= limits.Bytes && FitsSpan(timestamp));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool FitsSpan(long timestamp) =>
        Math.Max(timestamp, _newest) - Math.Min(timestamp, _oldest) <= PutLogEventsLimits.MaxSpanMilliseconds;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(scoped in CapturedEvent logEvent, long timestamp, ReadOnlySpan<byte> message)
    {
        // Whatever throws here does so before the event counts; the event comes last, since it cannot be cut off again.
        var start = BeginEntry(timestamp);
        PutLogEventsBody.AppendEntry(_body, timestamp, message);
        _events.Add(in logEvent);
        EndEntry(timestamp, start, message.Length, logEvent.Head.Bytes + _body.Length - start);
    }

    /// <summary>Adds a record of the buffer, whose message is rendered already.</summary>
    public void AddRecord(long record, long timestamp, ReadOnlySpan<byte> message)
    {
        IsOfBuffer = true;
        var start = BeginEntry(timestamp);
        SetRecord(record);
        PutLogEventsBody.AppendEntry(_body, timestamp, message);
        EndEntry(timestamp, start, message.Length, _body.Length - start);
    }

    /// <summary>Closes the body. Events are put into the order of their time only if they are not in it; equal times keep their order of arrival.</summary>
    public void Seal()
    {
        if (_sealed) return;
        _body.Truncate(_entriesEnd);
        if (!_inOrder) Sort();
        _body.Append(PutLogEventsBody.Foot);
        _sealed = true;
    }

    /// <summary>Adds a run of another, sealed batch's events with their bytes as they are.</summary>
    public void AddFrom(PackedBatch other, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            ref readonly var entry = ref other._entries[i];
            var start = BeginEntry(entry.Timestamp);
            _body.Append(other._body.WrittenSpan.Slice(entry.Start, entry.Length));
            if (other.IsOfBuffer)
            {
                IsOfBuffer = true;
                SetRecord(other.RecordOf(i));
            }
            else
            {
                _events.Add(other.EventAt(i));
            }

            EndEntry(entry.Timestamp, start, entry.MessageBytes, entry.KeptBytes);
        }
    }

    /// <summary>The number of the record that an event is.</summary>
    public long RecordOf(int index) => _records![_entries[index].Arrival];

    /// <summary>An event as it stands in the body.</summary>
    public ReadOnlySpan<byte> EntryOf(int index) => _body.WrittenSpan.Slice(_entries[index].Start, _entries[index].Length);

    /// <summary>The events from <paramref name="from"/> to before <paramref name="to"/>, made again.</summary>
    public LogEvent[] ToLogEvents(int from, int to)
    {
        var events = new LogEvent[to - from];
        for (var i = from; i < to; i++) events[i - from] = EventAt(i).ToLogEvent();
        return events;
    }

    public int MessageBytesOf(int index) => _entries[index].MessageBytes;

    public bool AnyMessageOver(int bytes)
    {
        foreach (ref readonly var entry in _entries.AsSpan(0, Count))
        {
            if (entry.MessageBytes > bytes) return true;
        }

        return false;
    }

    public long TimestampOf(int index) => _entries[index].Timestamp;

    /// <summary>Makes the batch ready for <see cref="Reuse"/>: nothing may point into its body any more.</summary>
    public void Reset()
    {
        _events.Clear();
        _body.Clear();
        Count = 0;
        SizeBytes = 0;
        KeptBytes = 0;
        _inOrder = true;
        _sealed = false;
        OutcomeUnknown = false;
        Bisect = null;
        Outcome = default;
        Due = Deadline = 0;
        IsOfBuffer = false;
        Stream = null!;
    }

    public void Dispose() => _body.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int BeginEntry(long timestamp)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 2);
        if (_body.Length != _entriesEnd) _body.Truncate(_entriesEnd);
        if (Count == 0)
        {
            _oldest = _newest = timestamp;
        }
        else
        {
            _body.Append(PutLogEventsBody.Separator);
            if (timestamp < _entries[Count - 1].Timestamp) _inOrder = false;
            if (timestamp > _newest) _newest = timestamp;
            if (timestamp < _oldest) _oldest = timestamp;
        }

        return _body.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void EndEntry(long timestamp, int start, int messageBytes, int keptBytes)
    {
        _entriesEnd = _body.Length;
        _entries[Count] = new PackedEntry(timestamp, Count, start, _entriesEnd - start, messageBytes, keptBytes);
        Count++;
        SizeBytes += messageBytes + PutLogEventsLimits.BytesPerEvent;
        KeptBytes += keptBytes;
    }

    void SetRecord(long record)
    {
        if (_records is null || _records.Length < _entries.Length) Array.Resize(ref _records, _entries.Length);
        _records[Count] = record;
    }

    void Sort()
    {
        // What can throw comes first: once the entries are sorted, the bytes must follow.
        using var unsorted = new Utf8Buffer(_body.Length);
        unsorted.Append(_body.WrittenSpan);

        // The arrival index makes the keys distinct, so that an unstable sort cannot change the order of equal times.
        Array.Sort(_entries, 0, Count, PackedEntry.ByTime);
        _body.Truncate(_headLength);
        for (var i = 0; i < Count; i++)
        {
            if (i > 0) _body.Append(PutLogEventsBody.Separator);
            ref var entry = ref _entries[i];
            var start = _body.Length;
            _body.Append(unsorted.WrittenSpan.Slice(entry.Start, entry.Length));
            entry = entry with { Start = start };
        }

        _entriesEnd = _body.Length;
        _inOrder = true;
    }
}
