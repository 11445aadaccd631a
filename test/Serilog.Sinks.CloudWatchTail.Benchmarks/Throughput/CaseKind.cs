namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What a case runs.</summary>
enum CaseKind
{
    /// <summary>Serilog with a sink that does nothing: what any logging costs.</summary>
    NullSink,

    /// <summary>Signed puts of a finished body by a bare HttpClient: what any sending costs.</summary>
    RawPuts,

    /// <summary>The sink, as an application configures it.</summary>
    Sink,

    /// <summary>Copying rendered events into a body, hashing and sending it by a bare HttpClient.</summary>
    CopyBody,

    /// <summary>Rendered events into a batch, sealed and sent by the sink's client.</summary>
    BuildBody,

    /// <summary>Event-stream frames to LogEvents.</summary>
    Tail,
}
