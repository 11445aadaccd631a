namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;

// The major types of CBOR's data items (RFC 8949, section 3.1).
enum CborMajor
{
    Unsigned,
    Negative,
    Bytes,
    Text,
    Array,
    Map,
    Tag,
    Simple,
}
