namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>One row of the table: what is run, at what pace, under which conditions. It travels to the process that runs it as JSON.</summary>
sealed record BenchCase(string Name, CaseKind Kind, string Formatter, int Events)
{
    /// <summary>Events before the measurement.</summary>
    public int WarmUpEvents { get; init; } = 1_000_000;

    /// <summary>Puts before the measurement, at least.</summary>
    public int WarmUpPuts { get; init; } = 200;

    /// <summary>The pace of the warm-up, in events a second; 0 is a tight loop.</summary>
    public int WarmUpPace { get; init; } = 500_000;

    public int RestMs { get; init; } = 2_000;

    /// <summary>Events a second over all callers; 0 is a tight loop.</summary>
    public int Pace { get; init; }

    /// <summary>How long the server takes to answer.</summary>
    public int DelayMs { get; init; }

    public int ConcurrentRequests { get; init; } = 4;

    public bool Gzip { get; init; }

    public CloudWatchProtocol Protocol { get; init; }

    /// <summary>About how long a message is; 0 is the usual event of some 190 bytes.</summary>
    public int MessageBytes { get; init; }

    public int Streams { get; init; } = 1;

    /// <summary>Further properties that enrich each event.</summary>
    public int Properties { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>Whether events belong to traces, ten to each.</summary>
    public bool Traced { get; init; }

    /// <summary>Whether the events are details, which the sink holds and never sends.</summary>
    public bool Details { get; init; }

    /// <summary>Seconds of doing nothing that are looked at in place of events.</summary>
    public int IdleSeconds { get; init; }

    /// <summary>Callers wait for room: only where more is emitted than the queue is meant to hold.</summary>
    public bool BlockWhenFull { get; init; }

    /// <summary>The same case over fewer events.</summary>
    public BenchCase Scaled(double scale) => scale >= 1 ? this : this with
    {
        Events = Math.Max(1, (int)(Events * scale)),
        WarmUpEvents = (int)(WarmUpEvents * scale),
        WarmUpPuts = (int)(WarmUpPuts * scale),
        IdleSeconds = (int)Math.Ceiling(IdleSeconds * scale),
    };
}
