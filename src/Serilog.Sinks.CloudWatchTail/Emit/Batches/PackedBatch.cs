using System.Buffers;
using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// The events of one put and the put's body, which grows with each event: sealing a batch in chronological order only appends the foot. The owner's
// data about the events stays in the batch until the service has answered for them.
sealed class PackedBatch(PutLogEventsBody format, BodyChunks chunks) : ISourceBatch, IDisposable
{
    const int InitialEvents = 16;

    PackedBody _body = new(chunks);
    PackedEntry[] _entries = new PackedEntry[InitialEvents];
    HeldEvents _held = null!;
    bool _inOrder = true;
    bool _sealed;
    int _headLength;
    long _newest;
    long _oldest;

    // The end of the complete entries. Anything that an exception left after it is cut off before the next entry.
    (int Chunk, int Length) _entriesEnd;

    public StreamBatches Stream { get; private set; } = null!;

    // The order in which batches were opened; parts of a divided batch share the number of the whole.
    public long Id { get; private set; }

    public int Count { get; private set; }

    // The size as the service counts it: message bytes plus 26 per event.
    public int SizeBytes { get; private set; }

    // The memory that its events keep, text included.
    public long KeptBytes { get; private set; }

    public long MessageBytes => SizeBytes - ((long)Count * PutLogEventsLimits.BytesPerEvent);

    // The timestamp by which the batch is due.
    public long Due { get; private set; }

    // The timestamp at which its events are given up.
    public long Deadline { get; private set; }

    // Whether a put of the batch was sent and never answered.
    public bool OutcomeUnknown { get; private set; }

    // The failure of its last put.
    public CloudWatchLogsException? LastError { get; private set; }

    // The pace of the bisection that divides it; all parts share it.
    public BisectPace? Bisect { get; private set; }

    // Its position among other batches.
    public ref BatchLinks Links => ref _links;

    BatchLinks _links;

    // The next batch in its list.
    public PackedBatch? Next => _links.Next;

    public IEventOwner Owner { get; private set; } = null!;

    public HeldEvents Held => _held;

    string ISourceBatch.StreamName => Stream.Name;

    // The finished body; available once sealed.
    public ReadOnlySequence<byte> Body => _sealed ? _body.Bytes : throw new InvalidOperationException("The batch is still open.");

    // Assigns an empty batch to a stream and an owner. entity is the entity of its body, possibly empty.
    public void Begin(string logGroup, StreamBatches stream, IEventOwner owner, long id, ReadOnlySpan<byte> entity = default)
    {
        if (!ReferenceEquals(_held?.Owner, owner)) _held = owner.CreateHeld();
        Owner = owner;
        Stream = stream;
        Id = id;
        _body.Begin();
        format.AppendHead(_body.Last, logGroup, stream.Name, entity);
        _entriesEnd = _body.End;
        _headLength = _entriesEnd.Length;
    }

    public void SetTimes(long due, long deadline) => (Due, Deadline) = (due, deadline);

    // Makes the batch due as soon as its stream may send.
    public void MarkDue() => Due = long.MinValue;

    // A put of the batch starts.
    public void MarkSent() => LastError = null;

    // A put of the batch failed.
    public void MarkFailed(CloudWatchLogsException error)
    {
        LastError = error;
        OutcomeUnknown |= error.OutcomeUnknown;
    }

    // A put of the batch is no longer awaited.
    public void MarkUnanswered() => OutcomeUnknown = true;

    // Starts bisecting the batch to find the events that the service refuses.
    public BisectPace BeginBisect() => Bisect ??= new BisectPace();

    // Whether the service would accept this event in the same put.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(long timestamp, int messageBytes, PutLogEventsLimits limits) =>
        Count == 0
        || (Count < limits.Events && SizeBytes + messageBytes + PutLogEventsLimits.BytesPerEvent <= limits.Bytes && FitsSpan(timestamp));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool FitsSpan(long timestamp) =>
        Math.Max(timestamp, _newest) - Math.Min(timestamp, _oldest) <= PutLogEventsLimits.MaxSpanMilliseconds;

    // Adds an event; key is its owner's number for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long key, long timestamp, scoped in WrittenText message)
    {
        // Anything that throws does so before the event counts. The owner's data comes last, because it cannot be cut off again.
        var body = BeginEntry(timestamp, format.LengthOf(in message));
        var start = body.Length;
        format.AppendEntry(body, timestamp, in message);
        EndEntry(timestamp, start, message.Length, _held.Add(key) + body.Length - start);
    }

    // Adds an event of another, sealed batch with a different message.
    public void AddShortened(PackedBatch other, int index, ReadOnlySpan<byte> message)
    {
        ref readonly var entry = ref other._entries[index];
        var body = BeginEntry(entry.Timestamp, format.LengthOf(message));
        var start = body.Length;
        format.AppendEntry(body, entry.Timestamp, message);
        _held.AddFrom(other._held, entry.Arrival);
        EndEntry(entry.Timestamp, start, message.Length, entry.KeptBytes - entry.Length + body.Length - start);
    }

    // Adds a run of another, sealed batch's events with unchanged bytes.
    public void AddFrom(PackedBatch other, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            ref readonly var entry = ref other._entries[i];
            var body = BeginEntry(entry.Timestamp, entry.Length);
            var start = body.Length;
            body.Append(other._body.Slice(entry.Chunk, entry.Start, entry.Length));
            _held.AddFrom(other._held, entry.Arrival);
            EndEntry(entry.Timestamp, start, entry.MessageBytes, entry.KeptBytes);
        }
    }

    // Closes the body. Events are sorted by time only if they are out of order; equal times keep their order of arrival.
    public void Seal()
    {
        if (_sealed) return;
        _body.CutTo(_entriesEnd);
        if (!_inOrder) Sort();
        _body.Last.Append(format.Foot);
        _body.Finish();
        _sealed = true;
    }

    // Closes the body of a batch that stands for another one or a part of it, and copies that batch's state.
    public void SealAsPartOf(PackedBatch whole)
    {
        (Due, Deadline) = (whole.Due, whole.Deadline);
        (OutcomeUnknown, Bisect) = (whole.OutcomeUnknown, whole.Bisect);
        Seal();
    }

    public int ArrivalOf(int index) => _entries[index].Arrival;

    public long TimestampOf(int index) => _entries[index].Timestamp;

    public int MessageBytesOf(int index) => _entries[index].MessageBytes;

    public void ReadMessage(int index, Utf8Buffer message) =>
        format.ReadMessage(_body.Slice(_entries[index].Chunk, _entries[index].Start, _entries[index].Length), message);

    public bool AnyMessageOver(int bytes)
    {
        foreach (ref readonly var entry in _entries.AsSpan(0, Count))
        {
            if (entry.MessageBytes > bytes) return true;
        }

        return false;
    }

    // Empties the batch for Begin. Nothing may refer to its body any more.
    public void Reset()
    {
        _held?.Clear();
        _body.Clear();
        Count = SizeBytes = 0;
        KeptBytes = 0;
        _inOrder = true;
        _sealed = false;
        OutcomeUnknown = false;
        Bisect = null;
        LastError = null;
        Due = Deadline = 0;
        Stream = null!;
    }

    public void Dispose() => _body.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Utf8Buffer BeginEntry(long timestamp, int length)
    {
        if (Count == _entries.Length) Grow();
        if (_body.End != _entriesEnd) _body.CutTo(_entriesEnd);
        if (Count == 0)
        {
            _oldest = _newest = timestamp;
        }
        else
        {
            _body.Last.Append(format.Separator);
            if (timestamp < _entries[Count - 1].Timestamp) _inOrder = false;
            if (timestamp > _newest) _newest = timestamp;
            if (timestamp < _oldest) _oldest = timestamp;
        }

        return _body.RoomFor(length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void EndEntry(long timestamp, int start, int messageBytes, int keptBytes)
    {
        _entriesEnd = _body.End;
        _entries[Count] = new PackedEntry(timestamp, Count, _entriesEnd.Chunk, start, _entriesEnd.Length - start, messageBytes, keptBytes);
        Count++;
        SizeBytes += messageBytes + PutLogEventsLimits.BytesPerEvent;
        KeptBytes += keptBytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow() => Array.Resize(ref _entries, Count * 2);

    void Sort()
    {
        // Steps that can throw come first: the batch changes once its entries and their bytes are in order elsewhere.
        var entries = _entries.AsSpan(0, Count).ToArray();

        // The arrival index makes the keys distinct, so that an unstable sort cannot reorder equal times.
        Array.Sort(entries, PackedEntry.ByTime);
        var sorted = new PackedBody(chunks);
        try
        {
            sorted.Begin();
            sorted.Last.Append(_body.Slice(0, 0, _headLength));
            for (var i = 0; i < entries.Length; i++)
            {
                if (i > 0) sorted.Last.Append(format.Separator);
                ref var entry = ref entries[i];
                var target = sorted.RoomFor(entry.Length);
                var start = target.Length;
                target.Append(_body.Slice(entry.Chunk, entry.Start, entry.Length));
                entry = entry with { Chunk = sorted.End.Chunk, Start = start };
            }
        }
        catch
        {
            sorted.Dispose();
            throw;
        }

        var unsorted = _body;
        entries.CopyTo(_entries, 0);
        _body = sorted;
        _entriesEnd = sorted.End;
        _inOrder = true;
        unsorted.Dispose();
    }
}
