using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>Reports what became of the files themselves: full, damaged, or out of reach.</summary>
sealed class DiskReports(EmitSettings settings, DiskIntake intake, FailureReporter reporter, DiskTally tally)
{
    readonly Failures _failures = new(settings.LogGroup);
    readonly HashSet<BufferSet> _opened = [];
    bool _checkpointFails;
    bool _readFails;

    public void Report(IReadOnlyCollection<BufferSet> sets)
    {
        while (intake.Notices.TryDequeue(out var notice)) reporter.Report(notice);
        foreach (var set in sets)
        {
            if (_opened.Add(set))
            {
                foreach (var problem in set.Problems) reporter.Report(_failures.Buffer(problem));
            }

            foreach (var damage in set.Reader.TakeDamage()) Lose(_failures.BufferDamaged(damage.Records, damage.Segment, damage.Bytes, damage.SetAside));
            if (set.Chain.TakeLost() is { Count: > 0 } dropped) Lose(_failures.BufferFull(dropped.Count, intake.Disk.SizeLimitBytes, dropped.MayBeStored));
        }

        if (_opened.Count > sets.Count) _opened.IntersectWith(sets);
    }

    /// <summary>A record that cannot be put into any batch.</summary>
    public void Refuse(BufferSet set, scoped in BufferRecord record, string why, Exception? exception)
    {
        using var escaped = new Utf8Buffer();
        JsonEscaper.AppendEscaped(escaped, record.Message);
        var stream = Encoding.UTF8.GetString(record.Stream);
        var letters = new DeadLetterLines(set.DeadLetters);
        letters.Add(CloudWatchFailureReason.Invalid, stream, record.Time, escaped.WrittenSpan);
        letters.Write();
        Lose(_failures.InvalidEvent(PackedMessage.ReadBack(record.Message, record.Time), why, stream, exception));
    }

    /// <summary>Reported once, until it works again.</summary>
    public void CheckpointFailed(Exception? exception)
    {
        if (exception is not null && !_checkpointFails) reporter.Report(_failures.CheckpointFails(intake.Disk.BaseFilename, exception));
        _checkpointFails = exception is not null;
    }

    /// <summary>Reported once.</summary>
    public void ReadFailed(Exception exception)
    {
        if (_readFails) return;
        _readFails = true;
        reporter.Report(_failures.BufferUnreadable(intake.Disk.BaseFilename, exception));
    }

    void Lose(CloudWatchFailure loss)
    {
        tally.AddLost(loss.Reason, loss.Count);
        reporter.Tell(loss);
    }
}
