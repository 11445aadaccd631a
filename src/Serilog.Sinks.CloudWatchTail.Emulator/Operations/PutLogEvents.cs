using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class PutLogEvents(LogStore store, LiveTailHub liveTail, int eventSizeLimit) : IOperation
{
    public string Name => "PutLogEvents";

    public ServiceError? Execute(ReadOnlyMemory<byte> body, Utf8JsonWriter answer)
    {
        if (PutLogEventsInput.Parse(body.Span, out var error) is not { } input) return error;

        var now = store.Now;
        LogGroup? group;
        LogStream? stream;
        int? retention;
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(input.LogGroupName!, out group)) return ServiceError.LogGroupNotFound;
            if (!group.Streams.TryGetValue(input.LogStreamName!, out stream)) return ServiceError.LogStreamNotFound;
            retention = group.RetentionInDays;
        }

        var events = input.Events;
        var rejected = RejectedEvents.Find(events, now, retention);
        error = CheckSizes(events) ?? CheckOrder(events) ?? CheckSpan(rejected.Valid(events));
        if (error is not null) return error;

        var accepted = rejected.Accepted(events);
        if (accepted.Length > 0)
        {
            if (store.Append(group, stream, accepted, now) is not { } records) return ServiceError.LogStreamNotFound;
            liveTail.Publish(group, stream, records);
        }

        answer.WriteString("nextSequenceToken"u8, $"{now:D56}");
        rejected.WriteTo(answer);
        if (EntityRules.Take(input.Entity, group, answer) is { } entity)
        {
            lock (store.Gate) stream.Entity = entity;
        }

        return null;
    }

    ServiceError? CheckSizes(ReadOnlySpan<PendingEvent> events)
    {
        var total = 0L;
        foreach (var pending in events)
        {
            var size = pending.Message.Length + LogRecord.Overhead;
            if (size > eventSizeLimit) return ServiceError.InvalidParameter($"Log event too large: {size} bytes exceeds limit of {eventSizeLimit}");
            total += size;
        }

        return total <= PutLogEventsLimits.BatchBytes
            ? null
            : ServiceError.InvalidParameter($"Upload too large: {total} bytes exceeds limit of {PutLogEventsLimits.BatchBytes}");
    }

    static ServiceError? CheckOrder(ReadOnlySpan<PendingEvent> events)
    {
        for (var i = 1; i < events.Length; i++)
        {
            if (events[i].Timestamp < events[i - 1].Timestamp)
            {
                return ServiceError.InvalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }

        return null;
    }

    static ServiceError? CheckSpan(ReadOnlySpan<PendingEvent> events) =>
        events.Length == 0 || events[^1].Timestamp - events[0].Timestamp <= PutLogEventsLimits.Span.TotalMilliseconds
            ? null
            : ServiceError.InvalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
}
