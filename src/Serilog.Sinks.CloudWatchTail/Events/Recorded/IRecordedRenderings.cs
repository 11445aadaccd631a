namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// A value that knows its recorded renderings.
interface IRecordedRenderings
{
    RecordedRenderings Renderings { get; }
}
