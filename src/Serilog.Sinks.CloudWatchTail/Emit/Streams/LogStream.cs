using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>One log stream as the loop sees it: what waits for it and whether it may be sent to now. Only the loop touches it.</summary>
sealed class LogStream
{
    ProvisionOutcome? _provisioned;

    public LogStream(string logGroup, string name, Func<double> random)
    {
        LogGroup = logGroup;
        Name = name;
        Retry = new RetrySchedule(random);
    }

    public string LogGroup { get; }

    public string Name { get; }

    /// <summary>Batches that still take events: more than one only while events of different days mix.</summary>
    public BatchList Open { get; } = new();

    /// <summary>Batches to be sent, in order.</summary>
    public BatchList Sealed { get; } = new();

    public int InFlight { get; set; }

    public RetrySchedule Retry { get; }

    /// <summary>The time stamp before which nothing is sent, after a failure.</summary>
    public long NotBefore { get; set; } = long.MinValue;

    /// <summary>The time stamp before which nothing is sent, while refused batches are divided: unlike <see cref="NotBefore"/> it outlives a success.</summary>
    public long PacedUntil { get; set; } = long.MinValue;

    /// <summary>A call that creates the stream is under way.</summary>
    public bool Provisioning { get; set; }

    /// <summary>How the call that creates the stream ended, once it has. Written by the call.</summary>
    public ProvisionOutcome? Provisioned
    {
        get => Volatile.Read(ref _provisioned);
        set => Volatile.Write(ref _provisioned, value);
    }

    /// <summary>The latest failure that was not merely that the stream is missing: why it could not be created, or why puts fail.</summary>
    public CloudWatchLogsException? Cause { get; set; }

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
    public bool MaySend(long now) => !Provisioning && now >= EarliestPut && (Retry.Failures == 0 || InFlight == 0);

    /// <summary>The time stamp before which nothing is sent.</summary>
    public long EarliestPut => Math.Max(NotBefore, PacedUntil);

    /// <summary>A put succeeded: what failed before is over.</summary>
    public void MarkWorking()
    {
        Cause = null;
        Retry.Reset();
        Announced = null;
        ProvisionsInARow = 0;
        CutWaitShort();
    }

    public void CutWaitShort() => NotBefore = long.MinValue;
}
