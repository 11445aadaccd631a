using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>
/// The events of one put together with the put's body, which grows as they come: sealing a batch that is in order only closes the brackets.
/// What their owner keeps of the events stays with the batch until the service has answered for them.
/// </summary>
sealed class PackedBatch : ISourceBatch, IDisposable
{
    const int InitialEvents = 16;

    readonly Utf8Buffer _body = new(4096);
    PackedEntry[] _entries = new PackedEntry[InitialEvents];
    HeldEvents _held = null!;
    bool _inOrder = true;
    bool _sealed;
    int _headLength;
    long _newest;
    long _oldest;

    /// <summary>Where the entries end that are complete: what an exception left behind them is cut off before the next one begins.</summary>
    int _entriesEnd;

    public StreamBatches Stream { get; private set; } = null!;

    /// <summary>The order in which batches were opened; parts of a divided batch keep the number of the whole.</summary>
    public long Id { get; private set; }

    public int Count { get; private set; }

    /// <summary>As the service counts: message bytes plus 26 for each event.</summary>
    public int SizeBytes { get; private set; }

    /// <summary>What its events keep in memory, their text included.</summary>
    public long KeptBytes { get; private set; }

    public long MessageBytes => SizeBytes - ((long)Count * PutLogEventsLimits.BytesPerEvent);

    /// <summary>The time stamp by which the batch wants to be sent.</summary>
    public long Due { get; private set; }

    /// <summary>The time stamp at which its events are given up.</summary>
    public long Deadline { get; private set; }

    /// <summary>Whether a put of it was sent and never answered.</summary>
    public bool OutcomeUnknown { get; private set; }

    /// <summary>Why its last put failed.</summary>
    public CloudWatchLogsException? LastError { get; private set; }

    /// <summary>How the search for refused events goes that divides it; shared by all its parts.</summary>
    public BisectPace? Bisect { get; private set; }

    /// <summary>Its place among other batches.</summary>
    public ref BatchLinks Links => ref _links;

    BatchLinks _links;

    /// <summary>The batch behind it in its list.</summary>
    public PackedBatch? Next => _links.Next;

    /// <summary>Whose its events are.</summary>
    public IEventOwner Owner { get; private set; } = null!;

    public HeldEvents Held => _held;

    string ISourceBatch.StreamName => Stream.Name;

    /// <summary>The finished body, once sealed.</summary>
    public ReadOnlyMemory<byte> Body => _sealed ? _body.WrittenMemory : throw new InvalidOperationException("The batch is still open.");

    /// <summary>Makes an empty batch one of a stream, for events of an owner.</summary>
    /// <param name="entity">What its body names as its entity; empty for none.</param>
    public void Begin(string logGroup, StreamBatches stream, IEventOwner owner, long id, ReadOnlySpan<byte> entity = default)
    {
        if (!ReferenceEquals(_held?.Owner, owner)) _held = owner.CreateHeld();
        Owner = owner;
        Stream = stream;
        Id = id;
        PutLogEventsBody.AppendHead(_body, logGroup, stream.Name, entity);
        _headLength = _entriesEnd = _body.Length;
    }

    public void SetTimes(long due, long deadline) => (Due, Deadline) = (due, deadline);

    /// <summary>Lets the batch be sent as soon as its stream may.</summary>
    public void MarkDue() => Due = long.MinValue;

    /// <summary>A put of the batch begins.</summary>
    public void MarkSent() => LastError = null;

    /// <summary>A put of the batch failed.</summary>
    public void MarkFailed(CloudWatchLogsException error)
    {
        LastError = error;
        OutcomeUnknown |= error.OutcomeUnknown;
    }

    /// <summary>A put of the batch will not be waited for.</summary>
    public void MarkUnanswered() => OutcomeUnknown = true;

    /// <summary>The batch is to be divided in search of the events that the service refuses.</summary>
    public BisectPace BeginBisect() => Bisect ??= new BisectPace();

    /// <summary>Whether the service would take this event in the same put.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(long timestamp, int messageBytes, PutLogEventsLimits limits) =>
        Count == 0
        || (Count < limits.Events && SizeBytes + messageBytes + PutLogEventsLimits.BytesPerEvent <= limits.Bytes && FitsSpan(timestamp));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool FitsSpan(long timestamp) =>
        Math.Max(timestamp, _newest) - Math.Min(timestamp, _oldest) <= PutLogEventsLimits.MaxSpanMilliseconds;

    /// <summary>Adds an event.</summary>
    /// <param name="key">Its owner's number for it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long key, long timestamp, ReadOnlySpan<byte> message)
    {
        // Whatever throws here does so before the event counts; the owner's part comes last, since it cannot be cut off again.
        var start = BeginEntry(timestamp);
        PutLogEventsBody.AppendEntry(_body, timestamp, message);
        EndEntry(timestamp, start, message.Length, _held.Add(key) + _body.Length - start);
    }

    /// <summary>Adds an event of another, sealed batch with another message.</summary>
    public void AddShortened(PackedBatch other, int index, ReadOnlySpan<byte> message)
    {
        ref readonly var entry = ref other._entries[index];
        var start = BeginEntry(entry.Timestamp);
        PutLogEventsBody.AppendEntry(_body, entry.Timestamp, message);
        _held.AddFrom(other._held, entry.Arrival);
        EndEntry(entry.Timestamp, start, message.Length, entry.KeptBytes - entry.Length + _body.Length - start);
    }

    /// <summary>Adds a run of another, sealed batch's events with their bytes as they are.</summary>
    public void AddFrom(PackedBatch other, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            ref readonly var entry = ref other._entries[i];
            var start = BeginEntry(entry.Timestamp);
            _body.Append(other._body.WrittenSpan.Slice(entry.Start, entry.Length));
            _held.AddFrom(other._held, entry.Arrival);
            EndEntry(entry.Timestamp, start, entry.MessageBytes, entry.KeptBytes);
        }
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

    /// <summary>Closes the body of a batch that stands for another one, or for a part of it, and takes over what is known of that one.</summary>
    public void SealAsPartOf(PackedBatch whole)
    {
        (Due, Deadline) = (whole.Due, whole.Deadline);
        (OutcomeUnknown, Bisect) = (whole.OutcomeUnknown, whole.Bisect);
        Seal();
    }

    public int ArrivalOf(int index) => _entries[index].Arrival;

    public long TimestampOf(int index) => _entries[index].Timestamp;

    public int MessageBytesOf(int index) => _entries[index].MessageBytes;

    public ReadOnlySpan<byte> EntryOf(int index) => _body.WrittenSpan.Slice(_entries[index].Start, _entries[index].Length);

    public bool AnyMessageOver(int bytes)
    {
        foreach (ref readonly var entry in _entries.AsSpan(0, Count))
        {
            if (entry.MessageBytes > bytes) return true;
        }

        return false;
    }

    /// <summary>Empties the batch for <see cref="Begin"/>: nothing may point into its body any more.</summary>
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
