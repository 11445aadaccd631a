using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Accepts events in durable mode: each is on disk before its caller continues. While the disk accepts nothing, it reports that, and events go to the
// queue in memory.
sealed class DiskIntake : IDisposable
{
    readonly EmitSettings _settings;
    readonly Failures _failures;
    readonly RecordComposer _composer;
    readonly LoopSignal _signal;
    readonly EventCosts _costs;
    readonly GroupCommit? _commits;
    volatile BufferSet? _own;
    bool _failed;
    Exception? _untold;

    // The gate guards everything below. Once the chain exists, it is the gate of the chain.
    readonly Func<long> _flush;
    BufferWriter? _writer;
    volatile bool _usable;
    bool _closed;
    bool _wakeOnNext;
    int _sinceLook;
    long _urgentUpTo;

    public DiskIntake(EmitSettings settings, DiskSettings disk, StreamNameTemplate template, MessageRenderer renderer, LoopSignal signal, EventCosts costs)
    {
        _settings = settings;
        Disk = disk;
        _signal = signal;
        _costs = costs;
        _failures = new Failures(settings.LogGroup);
        _commits = disk.Flushes ? new GroupCommit() : null;
        Opener = new BufferSetOpener(disk.Log);
        _flush = Flush;
        _composer = new RecordComposer(settings, disk.Log.Destination.Seed, template, renderer, Tell);
        TryBecomeUsable();
    }

    public DiskSettings Disk { get; }

    // The files that this process writes; null while none can be created.
    public BufferSet? Own => _own;

    public BufferSetOpener Opener { get; }

    // Whether events go to the disk.
    public bool IsUsable => _usable;

    // Whether appending has ended for good.
    public bool IsClosed => Volatile.Read(ref _closed);

    public long Appended => _writer?.Appended ?? 0;

    // The failures that the loop is to report.
    public ConcurrentQueue<CloudWatchFailure> Notices { get; } = new();

    // Puts the event on the disk. False if that is not possible, or no more, and where the budget has no room: then it is the queue's, behind which the
    // budget is asked again and the event reported.
    // hint: What is known of the event's stream; null where this is the thread that logs it.
    public bool TryAppend(LogEvent logEvent, StreamHint? hint = null)
    {
        if (!_usable) return false;
        var scratch = _composer.Compose(logEvent, hint);
        try
        {
            if (_costs.HasBudget && !_costs.TryTake(logEvent.Level, scratch.MessageBytes, _settings.Now())) return false;
            var isOnDisk = false;
            try
            {
                isOnDisk = TryAppend(scratch.Frame.WrittenSpan, logEvent.Level >= _settings.FlushAtLevel);
            }
            finally
            {
                if (isOnDisk) _costs.Count(logEvent.Level, logEvent.MessageTemplate, scratch.MessageBytes);
                else _costs.GiveBack(scratch.MessageBytes);
            }

            return isOnDisk;
        }
        finally
        {
            _composer.Return(scratch);
        }
    }

    // Opens its own set, or checks whether the disk accepts records again. Called while nothing goes to the disk.
    public void TryBecomeUsable()
    {
        // What can throw comes first: what is usable again is told to be.
        TellFailure();
        var news = _failed ? _failures.BufferWritable(Disk.BaseFilename) : null;
        var failure = _own is { } own ? Probe(own) : TryOpen();
        if (failure is not null)
        {
            FailOrThrow(failure);
            return;
        }

        if (news is not null) Tell(news);
        _failed = false;
        _usable = true;
    }

    // The loop begins to look at what was appended. Returns the number behind the last record.
    public long Look()
    {
        if (_own is not { } own) return 0;
        lock (own.Chain.Gate)
        {
            _sinceLook = 0;
            _wakeOnNext = false;
            return _writer!.NextRecord;
        }
    }

    // Whether an event that must not wait was appended; true until everything up to it has been read. read is the number of the next record to read.
    public bool TakeUrgent(long read)
    {
        if (_own is not { } own) return false;
        lock (own.Chain.Gate)
        {
            var urgent = _urgentUpTo > 0;
            if (read >= _urgentUpTo) _urgentUpTo = 0;
            return urgent;
        }
    }

    // Requests a wake-up at the next event. Returns false if there already is one.
    public bool TryArmWakeUp(long read)
    {
        if (_own is not { } own) return true;
        lock (own.Chain.Gate)
        {
            if (_writer!.NextRecord > read) return false;
            return _wakeOnNext = true;
        }
    }

    // The number after the last record.
    public long End
    {
        get
        {
            if (_own is not { } own) return 0;
            lock (own.Chain.Gate) return _writer!.NextRecord;
        }
    }

    // Called when segments were deleted.
    public void CountOut(List<BufferSegment> segments)
    {
        if (segments.Count == 0) return;
        lock (_own!.Chain.Gate) segments.ForEach(_writer!.CountOut);
    }

    // If the file that receives records was deleted, the next record goes to a new one.
    public void CheckFile()
    {
        if (_own is not { } own || own.Chain.Newest is not { } newest || Disk.Files.Exists(newest.Path)) return;
        Exception? failure;
        lock (own.Chain.Gate)
        {
            _usable = false;
            failure = _writer!.TryLeaveFile();
        }

        if (failure is not null) FailOrThrow(failure);
    }

    // Ends appending.
    public void Close()
    {
        Volatile.Write(ref _closed, true);
        _usable = false;
        if (_own is not { } own) return;

        // Callers that are appending have finished when the lock is taken.
        lock (own.Chain.Gate)
        {
        }
    }

    // Deletes the files, when nothing waits in them and appending has ended.
    public void Clear()
    {
        _writer!.Dispose();
        _own!.Clear();
    }

    public void Dispose()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // The last flush. The caller that closes a logger cannot help it, and the operating system has the events.
            SinkSelfLog.WriteLine("the buffer {0} could not be flushed at the end: {1}", Disk.BaseFilename, ex.Message);
        }

        _own?.Dispose();
    }

    Exception? TryOpen()
    {
        BufferSet? own = null;
        try
        {
            own = Opener.OpenOwn();
            _writer = new BufferWriter(own, Disk.SizeLimitBytes);
            _own = own;
            return null;
        }
        catch (Exception ex)
        {
            // Else its lock would keep everyone from it, this process included.
            own?.Dispose();
            return ex;
        }
    }

    Exception? Probe(BufferSet own)
    {
        lock (own.Chain.Gate) return _writer!.TryProbe();
    }

    bool TryAppend(ReadOnlySpan<byte> frame, bool urgent)
    {
        long upTo;
        bool wake;
        Exception? failure;
        lock (_own!.Chain.Gate)
        {
            if (_closed || !_usable) return false;
            failure = _writer!.TryAppend(frame);
            upTo = _writer.NextRecord;
            if (urgent && failure is null) _urgentUpTo = upTo;
            wake = failure is null && (++_sinceLook == EmitSettings.WakeAtEvents || urgent || _wakeOnNext);
            if (wake) _wakeOnNext = false;
        }

        if (failure is not null)
        {
            FailOrThrow(failure);
            return false;
        }

        if (wake) _signal.Set();
        Commit(upTo);
        return true;
    }

    void Commit(long upTo)
    {
        try
        {
            _commits?.Wait(upTo, _flush);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // The operating system has the event, which would exist twice if it also went to the queue.
            Fail(ex);
        }
    }

    long Flush()
    {
        IPrivateFile? file;
        long covered;
        lock (_own!.Chain.Gate) (file, covered) = (_writer!.File, _writer.NextRecord);
        try
        {
            file?.Flush();
        }
        catch (ObjectDisposedException)
        {
            // The file became full in the meantime, and was flushed before it was closed.
        }

        return covered;
    }

    void FailOrThrow(Exception ex)
    {
        if (ex is not (IOException or UnauthorizedAccessException)) ExceptionDispatchInfo.Throw(ex);
        Fail(ex);
    }

    // Does not throw: the event may be on the disk already.
    void Fail(Exception ex)
    {
        lock (Notices)
        {
            _usable = false;
            if (_failed) return;
            (_failed, _untold) = (true, ex);
            try
            {
                TellFailure();
            }
            catch (OutOfMemoryException)
            {
                // It is told before the disk is used again.
            }
        }

        _signal.Set();
    }

    void TellFailure()
    {
        lock (Notices)
        {
            if (_untold is not { } failure) return;
            Notices.Enqueue(_failures.BufferUnwritable(Disk.BaseFilename, failure));
            _untold = null;
        }
    }

    // Makes the loop report a failure that affects no event.
    public void Tell(CloudWatchFailure failure)
    {
        Notices.Enqueue(failure);
        _signal.Set();
    }
}
