namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

/// <summary>A value that knows what its formats made of it.</summary>
interface IRecordedRenderings
{
    RecordedRenderings Renderings { get; }
}
