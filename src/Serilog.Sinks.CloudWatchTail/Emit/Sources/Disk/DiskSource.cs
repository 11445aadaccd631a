using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Events that wait on disk. Records are read into batches, as many as may be in memory at once, and acknowledged once the batches are. Rejects events
// that the disk does not accept.
sealed class DiskSource : IEventSource
{
    // How many bytes may be read ahead of the acknowledged ones: a backlog of any size is sent in constant memory.
    const long LeastWindowBytes = 32L * 1024 * 1024;

    // How many batches are filled before the loop handles everything else again.
    const int BatchesPerTurn = 16;

    // How many records of a set are read before the next set has its turn.
    const int RecordsAtOnce = 256;

    // After failing for lack of memory this often in a row, a record is reported as lost.
    const int MostTries = 3;

    readonly EmitSettings _settings;
    readonly DiskIntake _intake;
    readonly StreamRouter _streams;
    readonly DiskSets _sets;
    readonly SinkLedger _ledger;
    readonly DiskTally _tally;
    readonly DiskReports _reports;
    readonly DiskAnswers _answers;
    readonly ArrivalMarks _arrivals = new();
    readonly Utf8Buffer _shorter = new();
    readonly long _windowBytes;
    long _bytes;
    long _read;
    uint _turn;
    int _tries;

    public DiskSource(EmitSettings settings, DiskIntake intake, StreamRouter streams, MessageRenderer renderer, SinkLedger ledger, FailureReporter reporter)
    {
        _settings = settings;
        _intake = intake;
        _streams = streams;
        Renderer = renderer;
        _sets = new DiskSets(settings, intake);
        _ledger = ledger;
        _tally = new DiskTally(ledger);
        _reports = new DiskReports(settings, intake, reporter, _tally);
        _answers = new DiskAnswers(this, _sets, _tally);
        _windowBytes = Math.Max(LeastWindowBytes, (settings.MaxConcurrentRequests + 2L) * settings.BatchSizeLimitBytes);
    }

    public MessageRenderer Renderer { get; }

    public long MemoryBytes => Interlocked.Read(ref _bytes);

    public long StoredBytes => _sets.All.Sum(s => s.Chain.Bytes);

    public long Waiting => _sets.All.Sum(s => s.Chain.Waiting);

    // None: waiting events stay for the next process.
    public long AtRisk => 0;

    public bool CanGoOn { get; private set; }

    public bool IsWorthATurn => false;

    public bool IsShortOfRoom => _bytes >= _windowBytes;

    public long NextLook => _sets.NextLook;

    public bool TryAccept(LogEvent logEvent) => TryAccept(logEvent, null);

    public bool TryAcceptHeld(LogEvent logEvent, in StreamHint hint) => TryAccept(logEvent, hint);

    bool TryAccept(LogEvent logEvent, StreamHint? hint)
    {
        if (RecordComposer.IsComposing)
        {
            _ledger.AddSuppressed();
            return true;
        }

        try
        {
            return _intake.TryAppend(logEvent, hint);
        }
        catch (Exception ex)
        {
            // No exception may reach the application's logging call.
            SinkSelfLog.WriteLine("an event could not be put on the disk and waits in memory: {0}", ex);
            return false;
        }
    }

    public SourceMark Mark()
    {
        var own = _intake.Own;
        return new DiskMark([.. _sets.All.Select(s => (s, s == own ? _intake.End : s.Chain.Newest is { } newest ? newest.First + newest.Count : 0))]);
    }

    public SourceCounts Counts()
    {
        // An event on disk waits until it is counted as delivered or lost, whatever is being done with it.
        var (appended, recovered) = (_intake.Appended, _sets.Recovered);
        var waiting = appended + recovered - _tally.Settled;
        return new SourceCounts(appended, recovered, _sets.Inherited, waiting, waiting);
    }

    public DateTimeOffset? OldestStored() => OldestRecord.TimeIn(_sets.All);

    public FillResult Fill(IEventReceiver receiver, Func<bool> send, long due, long now)
    {
        _settings.Loop.AssertOwned();
        _sets.LookWhenDue(now);
        _arrivals.Begin(_read, _intake.Look(), due);
        var took = Fill(receiver, send);
        return new FillResult(took, _intake.TakeUrgent(_read));
    }

    public WakeUp ArmWakeUp() => _intake.TryArmWakeUp(_read) ? WakeUp.Armed : WakeUp.EventsMustWait;

    public void Persist() => CanGoOn |= Persist(last: false);

    public void Close() => _intake.Close();

    public void Abandon()
    {
        // Waiting events stay on disk for the next process.
    }

    public void End()
    {
        // Once closed, it appends nothing.
    }

    public IReadOnlyList<(string Place, long Events)> Finish()
    {
        Persist(last: true);
        return [.. _sets.All.Select(s => (s.Paths.Lock, s.Chain.Waiting))];
    }

    public void GoLive() => _sets.GoLive();

    public void Trim()
    {
        // Batches hold all the memory there is.
    }

    public void Dispose()
    {
        _sets.Dispose();
        _intake.Dispose();
        _shorter.Dispose();
    }

    public bool Waits(long record) => _sets.Find(record) is { } segment && segment.Acks.IsOpen(record - segment.First);

    public void Release(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    bool Fill(IEventReceiver receiver, Func<bool> send)
    {
        var any = false;
        for (var batches = 0; batches < BatchesPerTurn; batches++)
        {
            any |= FillOne(receiver, out var sealedOne);
            CanGoOn = sealedOne;
            if (!sealedOne) return any;

            // Send puts while the rest is still being read.
            if (send()) continue;

            // The next put is ready: events take no memory on disk until they are needed. A response wakes the loop.
            CanGoOn = false;
            return any;
        }

        return any;
    }

    // Reads records into batches until one is ready to send, or there is nothing more to read for now.
    bool FillOne(IEventReceiver receiver, out bool sealedOne)
    {
        sealedOne = false;
        var any = false;
        var sets = _sets.All;
        for (var idle = 0; idle < sets.Length && !sealedOne && !IsShortOfRoom;)
        {
            var set = sets[(int)(_turn++ % (uint)sets.Length)];
            idle = ReadSome(set, receiver, out sealedOne) ? 0 : idle + 1;
            any |= idle == 0;
        }

        if (_intake.Own is { } own) _read = own.Reader.Next;
        return any;
    }

    bool ReadSome(BufferSet set, IEventReceiver receiver, out bool sealedOne)
    {
        sealedOne = false;
        var count = 0;

        var isOwn = set == _intake.Own;
        try
        {
            while (count < RecordsAtOnce && !sealedOne && !IsShortOfRoom && set.Reader.TryRead(out var number, out var record))
            {
                count++;
                if (record.Time < 0)
                {
                    Refuse(set, number, record, Failures.Before1970);
                    continue;
                }

                // Events of earlier processes have waited long enough.
                var due = isOwn ? _arrivals.DueOf(number) : long.MinValue;
                TakeOne(set, new ArrivingEvent(number, record.Time, due, Deadline: long.MaxValue), record, receiver, out sealedOne);
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            _reports.ReadFailed(ex);
        }

        return count > 0;
    }

    void TakeOne(BufferSet set, in ArrivingEvent arriving, scoped in BufferRecord record, IEventReceiver receiver, out bool sealedOne)
    {
        try
        {
            var message = record.Message;
            if (message.Length > receiver.EventSizeLimitBytes)
            {
                // Written by a process with a higher limit, or before the service named a lower one.
                _shorter.Clear();
                Renderer.Shorten(message, receiver.EventSizeLimitBytes, _shorter);
                message = _shorter.WrittenSpan;
            }

            Release(-receiver.Receive(_answers, _streams.RouteTo(record.Stream), in arriving, message, out sealedOne));
            _tries = 0;
        }
        catch (OutOfMemoryException) when (++_tries < MostTries)
        {
            // The record is in no batch, and is read again in the next turn.
            set.Reader.StepBack();
            throw;
        }
        catch (Exception ex) when (ex is not (IOException or UnauthorizedAccessException))
        {
            // Whatever goes wrong in the packer costs only this record: read again in every turn, it would block all others.
            sealedOne = false;
            _tries = 0;
            Refuse(set, arriving.Key, record, Failures.CannotBePacked, ex);
        }
    }

    void Refuse(BufferSet set, long number, scoped in BufferRecord record, string why, Exception? exception = null)
    {
        CloudWatchFailure loss;
        try
        {
            loss = _reports.RefusalOf(record, why, exception);
        }
        catch (OutOfMemoryException)
        {
            // The record is not acknowledged, and is read again in the next turn.
            set.Reader.StepBack();
            throw;
        }

        // Nothing throws from here on.
        if (_sets.Acknowledge(number)) _reports.Refuse(set, record, loss);
    }

    bool Persist(bool last)
    {
        _reports.Report(_sets.All);
        _reports.CheckpointFailed(_sets.Persist(last, out var anyNew));
        return anyNew;
    }
}
