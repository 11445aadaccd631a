using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Reports problems of the files themselves: full, damaged, or inaccessible.
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
            // What can throw comes first, here and below: what is reported is none to be reported any more.
            if (!_opened.Contains(set))
            {
                var problems = set.Problems.Select(_failures.Buffer).ToArray();
                _opened.Add(set);
                foreach (var problem in problems) reporter.Report(problem);
            }

            while (set.Reader.Damage is [var damage, ..])
            {
                var loss = _failures.BufferDamaged(damage.Records, damage.Segment, damage.Bytes, damage.SetAside);
                set.Reader.EndDamage();
                Lose(loss);
            }

            if (set.Chain.Lost is not { Count: > 0 } dropped) continue;
            var full = _failures.BufferFull(dropped.Count, intake.Disk.SizeLimitBytes, dropped.MayBeStored);
            set.Chain.EndLost(dropped.Count);
            Lose(full);
        }

        if (_opened.Count > sets.Count) _opened.IntersectWith(sets);
    }

    // Creates the report of a record that no batch can hold, before the record is acknowledged.
    public CloudWatchFailure RefusalOf(scoped in BufferRecord record, string why, Exception? exception) =>
        _failures.InvalidEvent(StoredMessage.ToEvent(record.Message, record.Time), why, Encoding.UTF8.GetString(record.Stream), exception);

    // Handles a record that was acknowledged because no batch can hold it. Does not throw.
    public void Refuse(BufferSet set, scoped in BufferRecord record, CloudWatchFailure loss)
    {
        Lose(loss);
        try
        {
            var letters = new DeadLetterLines(set.DeadLetters);
            letters.Add(loss.Reason, loss.LogStream!, record.Time, record.Message);
            letters.Write();
        }
        catch (OutOfMemoryException ex)
        {
            SinkSelfLog.WriteLine("the dead-letter file could not be written: {0}", ex.Message);
        }
    }

    // Reported once, until it works again.
    public void CheckpointFailed(Exception? exception)
    {
        if (exception is not null && !_checkpointFails) reporter.Report(_failures.CheckpointFails(intake.Disk.BaseFilename, exception));
        _checkpointFails = exception is not null;
    }

    // Reported once.
    public void ReadFailed(Exception exception)
    {
        if (_readFails) return;
        reporter.Report(_failures.BufferUnreadable(intake.Disk.BaseFilename, exception));
        _readFails = true;
    }

    void Lose(CloudWatchFailure loss)
    {
        tally.AddLost(loss.Reason, loss.Count);
        reporter.Tell(loss);
    }
}
