using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>One log stream as the loop sees it: what waits for it and whether it may be sent to now. Only the loop touches it.</summary>
sealed class LogStream
{
    public LogStream(string logGroup, string name, Func<double> random)
    {
        LogGroup = logGroup;
        Name = name;
        Retry = new RetrySchedule(random);
    }

    public string LogGroup { get; }

    public string Name { get; }

    /// <summary>Batches that still take events: more than one only while events of different days mix.</summary>
    public List<PackedBatch> Open { get; } = new(1);

    /// <summary>Batches to be sent, in order.</summary>
    public LinkedList<PackedBatch> Sealed { get; } = new();

    public int InFlight { get; set; }

    public RetrySchedule Retry { get; }

    /// <summary>The time stamp before which nothing is sent, after a failure.</summary>
    public long NotBefore { get; set; } = long.MinValue;

    /// <summary>A call that creates the stream is under way.</summary>
    public bool Provisioning { get; set; }

    /// <summary>How often it was created since a put to it last succeeded: each second time it waits first, so that two who create and delete do not race.</summary>
    public int ProvisionsInARow { get; set; }

    /// <summary>The newest put that had been started when the stream was last created or held back: older ones bring old news.</summary>
    public long NewsUpTo { get; set; } = -1;

    /// <summary>The failure that was announced since a put last succeeded.</summary>
    public CloudWatchLogsErrorClass? Announced { get; set; }

    /// <summary>The current hour of use, for the bound on distinct names.</summary>
    public long LastUsedHour { get; set; }

    public bool IsIdle => Open.Count == 0 && Sealed.Count == 0 && InFlight == 0 && !Provisioning;

    /// <summary>After a failure one put at a time finds out whether the stream works again.</summary>
    public bool MaySend(long now) => !Provisioning && now >= NotBefore && (Retry.Failures == 0 || InFlight == 0);

    /// <summary>A put succeeded: what failed before is over.</summary>
    public void MarkWorking()
    {
        Retry.Reset();
        Announced = null;
        ProvisionsInARow = 0;
        CutWaitShort();
    }

    public void CutWaitShort() => NotBefore = long.MinValue;
}
