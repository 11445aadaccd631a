using Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The tail's way from bytes to events, without its socket.</summary>
sealed class TailReplay
{
    readonly EventStreamDecoder _decoder = new();
    readonly SessionUpdateReader _updates = new();
    readonly MessageReader _messages = new();

    /// <summary>How many events the bytes of one frame made.</summary>
    public int Read(ReadOnlySpan<byte> received)
    {
        var events = 0;
        while (!received.IsEmpty)
        {
            var room = _decoder.GetBuffer().Span;
            var taken = Math.Min(room.Length, received.Length);
            received[..taken].CopyTo(room);
            received = received[taken..];
            _decoder.Advance(taken);
            while (_decoder.TryRead(out var frame)) events += Read(frame);
        }

        return events;
    }

    int Read(EventStreamFrame frame)
    {
        var events = 0;
        EventOrigin? origin = null;
        foreach (var shown in _updates.Read(frame.Payload).Events)
        {
            origin ??= new EventOrigin("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/orders", "/shop/orders", shown.LogStreamName,
                DateTimeOffset.FromUnixTimeMilliseconds(shown.IngestionTime), "eu-west-1");
            if (_messages.TryRead(shown.Message.Span, DateTimeOffset.FromUnixTimeMilliseconds(shown.Timestamp), origin, out _)) events++;
        }

        return events;
    }
}
