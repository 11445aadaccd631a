using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>Reports what became of the files themselves: full, damaged, or out of reach.</summary>
sealed class BufferReports
{
    readonly CloudWatchSinkOptions _options;
    readonly DurableBuffer _buffer;
    readonly FailureReporter _reporter;
    readonly HashSet<BufferSet> _opened = [];
    bool _checkpointFails;
    bool _readFails;

    public BufferReports(CloudWatchSinkOptions options, DurableBuffer buffer, FailureReporter reporter)
    {
        _options = options;
        _buffer = buffer;
        _reporter = reporter;
    }

    public void Report(IReadOnlyCollection<BufferSet> sets)
    {
        while (_buffer.Notices.TryDequeue(out var notice)) _reporter.Report(notice);
        foreach (var set in sets)
        {
            if (_opened.Add(set))
            {
                foreach (var problem in set.Problems) Tell(problem, null);
            }

            foreach (var damage in set.Reader.TakeDamage()) Report(damage);
            if (set.Chain.TakeLost() is { Count: > 0 } lost) ReportFull(lost.Count, lost.MayBeStored);
        }

        if (_opened.Count > sets.Count) _opened.IntersectWith(sets);
    }

    /// <summary>A record that cannot be put into any batch.</summary>
    public void Refuse(BufferSet set, BufferRecord record, string why, Exception? exception = null)
    {
        using var escaped = new Utf8Buffer();
        JsonEscaper.AppendEscaped(escaped, record.Message);
        var stream = Encoding.UTF8.GetString(record.Stream);
        var letters = new DeadLetters(set.DeadLetters);
        letters.Add(CloudWatchFailureReason.Invalid, stream, record.Time, escaped.WrittenSpan);
        letters.Write();
        _reporter.Report(new CloudWatchFailure(
            CloudWatchFailureKind.Permanent,
            CloudWatchFailureReason.Invalid,
            $"1 event for {_options.LogGroup} is lost: {why}.",
            1,
            [PackedMessage.ReadBack(record.Message, record.Time)],
            _options.LogGroup,
            stream,
            exception: exception), onDisk: true);
    }

    /// <summary>Said once, until it works again.</summary>
    public void CheckpointFailed(Exception? exception)
    {
        if (exception is not null && !_checkpointFails)
            Tell($"What is delivered of the buffer {_options.BufferBaseFilename} cannot be written down, so that it would be sent again after a crash: {exception.Message}", exception);
        _checkpointFails = exception is not null;
    }

    /// <summary>Said once.</summary>
    public void ReadFailed(Exception exception)
    {
        if (_readFails) return;
        _readFails = true;
        Tell($"The buffer {_options.BufferBaseFilename} cannot be read; it is tried again: {exception.Message}", exception);
    }

    void ReportFull(long count, bool mayBeStored) => _reporter.Report(new CloudWatchFailure(
        CloudWatchFailureKind.Permanent,
        CloudWatchFailureReason.BufferFull,
        $"{count} event(s) for {_options.LogGroup}, the oldest of the buffer, are lost: it was full (bufferSizeLimitBytes {_options.BufferSizeLimitBytes}).",
        count,
        logGroup: _options.LogGroup,
        outcomeUnknown: mayBeStored), onDisk: true);

    void Report(Damage damage)
    {
        var what = damage.Bytes == 0 ? "is gone, or was cut short" : "is damaged";
        var aside = damage.Bytes == 0 ? "" : damage.SetAside is { } path ? $" {damage.Bytes} bytes were set aside as {path}." : $" {damage.Bytes} bytes are left out.";
        _reporter.Report(new CloudWatchFailure(
            CloudWatchFailureKind.Permanent,
            CloudWatchFailureReason.BufferDamaged,
            $"{damage.Records} event(s) for {_options.LogGroup} are lost: {damage.Segment} {what}.{aside}",
            damage.Records,
            logGroup: _options.LogGroup), onDisk: true);
    }

    void Tell(string message, Exception? exception) => _reporter.Report(new CloudWatchFailure(
        CloudWatchFailureKind.Temporary, CloudWatchFailureReason.BufferUnavailable, message, 0, logGroup: _options.LogGroup, exception: exception));
}
