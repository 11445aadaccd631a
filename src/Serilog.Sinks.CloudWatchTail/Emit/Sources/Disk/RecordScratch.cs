using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// The scratch memory for one record, used by one thread at a time.
sealed class RecordScratch(MessageRenderer renderer)
{
    // The memory of a rare huge event is not kept.
    const int KeptBytes = 64 * 1024;

    public MessageRenderer Renderer { get; } = renderer;

    public CapturedEvents Event { get; } = new(capacity: 1);

    public Utf8Buffer Frame { get; } = new(4096);

    // The length of the message in the frame.
    public int MessageBytes { get; set; }

    // Where it waits for its next use.
    public int Slot { get; set; }

    public StringBuilder Name { get; } = new(StreamNameTemplate.MaxLength);

    public void Clear()
    {
        Event.Clear();
        if (Frame.Capacity > KeptBytes) Frame.Release();
        else Frame.Clear();
    }
}
