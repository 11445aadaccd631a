namespace Serilog.Sinks.CloudWatchTail;

/// <summary>The protocol of the sink's calls to the service.</summary>
public enum CloudWatchProtocol
{
    /// <summary>AWS JSON 1.1, which CloudWatch Logs documents.</summary>
    Json,

    /// <summary>
    /// Smithy RPC v2 with CBOR, in which messages travel unescaped. Not tested against AWS: the public model of CloudWatch Logs does not list it.
    /// </summary>
    Cbor,
}
