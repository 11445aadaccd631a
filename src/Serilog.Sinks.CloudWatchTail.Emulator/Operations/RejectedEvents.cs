using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The ranges of a put that the service does not store although it responds with 200. Events are in chronological order, so each range is at an end of
// the batch of Count events: from TooNewStart on, events are more than two hours ahead; before TooOldEnd, older than fourteen days; before
// ExpiredEnd, older than the group's retention.
readonly record struct RejectedEvents(int Count, int TooNewStart, int TooOldEnd, int ExpiredEnd)
{
    public static RejectedEvents Find(ReadOnlySpan<PendingEvent> events, long now, int? retentionInDays)
    {
        var future = now + (long)PutLogEventsLimits.Future.TotalMilliseconds;
        var oldest = now - (long)PutLogEventsLimits.Age.TotalMilliseconds;
        var expired = retentionInDays is { } days ? now - (long)TimeSpan.FromDays(days).TotalMilliseconds : long.MinValue;

        int tooNew = events.Length, tooOld = 0, expiredEnd = 0;
        for (var i = 0; i < events.Length; i++)
        {
            var timestamp = events[i].Timestamp;
            if (timestamp < oldest) tooOld = i + 1;
            if (timestamp < expired) expiredEnd = i + 1;
            if (timestamp > future && tooNew == events.Length) tooNew = i;
        }

        return new(events.Length, tooNew, tooOld, expiredEnd);
    }

    // The events whose time span is limited: those that are neither too old nor too new.
    public ReadOnlySpan<PendingEvent> Valid(ReadOnlySpan<PendingEvent> events) => Slice(events, TooOldEnd);

    public ReadOnlySpan<PendingEvent> Accepted(ReadOnlySpan<PendingEvent> events) => Slice(events, Math.Max(TooOldEnd, ExpiredEnd));

    public void WriteTo(Utf8JsonWriter answer)
    {
        if (TooNewStart == Count && TooOldEnd == 0 && ExpiredEnd == 0) return;
        answer.WriteStartObject("rejectedLogEventsInfo"u8);
        if (TooNewStart < Count) answer.WriteNumber("tooNewLogEventStartIndex"u8, TooNewStart);
        if (TooOldEnd > 0) answer.WriteNumber("tooOldLogEventEndIndex"u8, TooOldEnd);
        if (ExpiredEnd > 0) answer.WriteNumber("expiredLogEventEndIndex"u8, ExpiredEnd);
        answer.WriteEndObject();
    }

    ReadOnlySpan<PendingEvent> Slice(ReadOnlySpan<PendingEvent> events, int start) =>
        start < TooNewStart ? events[start..TooNewStart] : default;
}
