using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// The stages behind the source, as the loop calls them.
sealed record LoopStages(StreamTable Batches, BatchPool Pool, BatchPacker Packer, DeliveryTable Streams, Shipper Shipper, RefusalReport Refusals, TraceDetails? Details);
