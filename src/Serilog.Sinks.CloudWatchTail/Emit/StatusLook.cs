using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Reads the status of a sink. Under the gate it only copies, so that callers of Emit wait for a few instructions.
static class StatusLook
{
    // Room for streams that are added between counting and copying them.
    const int Spare = 8;

    public static CloudWatchSinkStatus At(SinkGauges sink, TimeProvider timeProvider)
    {
        var marks = sink.Ledger.Marks;
        var streams = new List<(string Name, bool IsBackingOff, DateTimeOffset? Until)>(marks.Count + Spare);
        while (true)
        {
            // Not under the gate, because a time provider may be foreign code.
            var now = timeProvider.GetUtcNow();
            SinkCounts counts;
            LastCalls last;
            bool hasAll;
            lock (sink.Ledger.Gate) (counts, hasAll) = (sink.Counts(), marks.TryCopy(streams, out last));
            if (hasAll) return Make(sink, counts, last, streams, now);
            streams.Capacity = marks.Count + Spare;
        }
    }

    static CloudWatchSinkStatus Make(
        SinkGauges sink, in SinkCounts counts, in LastCalls last, List<(string Name, bool IsBackingOff, DateTimeOffset? Until)> streams, DateTimeOffset now)
    {
        var lost = new Dictionary<CloudWatchFailureReason, long>();
        for (var i = 0; i < counts.Lost.Length; i++)
        {
            if (counts.Lost[i] > 0) lost.Add((CloudWatchFailureReason)i, counts.Lost[i]);
        }

        var bytes = new Dictionary<LogEventLevel, long>();
        for (var i = 0; i < counts.BytesByLevel.Length; i++)
        {
            if (counts.BytesByLevel[i] > 0) bytes.Add((LogEventLevel)i, counts.BytesByLevel[i]);
        }

        return new CloudWatchSinkStatus
        {
            LogGroup = sink.LogGroup,
            Streams = [.. streams.Select(s => new CloudWatchStreamStatus { Name = s.Name, IsBackingOff = s.IsBackingOff, BackingOffUntil = s.Until > now ? s.Until : null })],
            Emitted = counts.Emitted,
            Recovered = counts.Recovered,
            WaitingInMemory = counts.Waiting - counts.Stored,
            WaitingOnDisk = counts.Stored,
            Delivered = counts.Delivered,
            LostByReason = lost,
            DetailsSent = counts.Details.Sent,
            DetailsDiscarded = counts.Details.Discarded,
            DetailsHeld = counts.Details.Held,
            BytesByLevel = bytes,
            CostliestTemplates = [.. sink.Ledger.Costs.Costliest().Select(static c => new CloudWatchTemplateCost { Template = c.Template, Events = c.Events, Bytes = c.Bytes })],
            LastSuccess = last.Success,
            LastFailure = last.Failure,
            LastError = last.Error,
        };
    }
}
