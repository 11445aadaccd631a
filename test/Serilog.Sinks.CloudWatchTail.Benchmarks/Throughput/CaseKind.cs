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

    /// <summary>The sink in durable mode.</summary>
    Durable,

    /// <summary>The sink in durable mode, sending what an outage has left on the disk.</summary>
    DurableBacklog,

    /// <summary>Serilog.Sinks.File, which renders and writes on its caller's thread just so.</summary>
    FileSink,

    /// <summary>Serilog.Sinks.File with a buffer in the process, which is lost with it.</summary>
    BufferedFileSink,

    /// <summary>Serilog's own batching in front of a sink that does nothing: what any batching costs.</summary>
    Batching,

    /// <summary>Serilog.Sinks.OpenTelemetry, as protobuf over HTTP.</summary>
    OpenTelemetry,

    /// <summary>Serilog.Sinks.Async in front of Serilog.Sinks.File.</summary>
    AsyncFile,

    /// <summary>Copying rendered events into a body, hashing and sending it by a bare HttpClient.</summary>
    CopyBody,

    /// <summary>Rendered events into a batch, sealed and sent by the sink's client.</summary>
    BuildBody,

    /// <summary>The sink while the service is away, in a flood of events: what memory it takes.</summary>
    Outage,

    /// <summary>The sink, from the start of its process.</summary>
    Start,

    /// <summary>Serilog with a sink that does nothing, from the start of its process.</summary>
    StartNull,

    /// <summary>One signed put by a bare HttpClient, from the start of its process.</summary>
    StartPut,

    /// <summary>Event-stream frames to LogEvents.</summary>
    Tail,
}
