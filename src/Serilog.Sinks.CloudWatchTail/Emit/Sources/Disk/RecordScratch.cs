using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>What it takes to write one record, for one thread at a time.</summary>
sealed class RecordScratch(MessageRenderer renderer)
{
    /// <summary>The memory of a rare huge event is not kept.</summary>
    const int KeptBytes = 64 * 1024;

    public MessageRenderer Renderer { get; } = renderer;

    public CapturedEvents Event { get; } = new(capacity: 1);

    public Utf8Buffer Frame { get; } = new(4096);

    /// <summary>How long the message is that stands in the frame.</summary>
    public int MessageBytes { get; set; }

    /// <summary>The stream's name.</summary>
    public StringBuilder Name { get; } = new(StreamNameTemplate.MaxLength);

    public void Clear()
    {
        Event.Clear();
        if (Frame.Capacity > KeptBytes) Frame.Release();
        else Frame.Clear();
    }
}
