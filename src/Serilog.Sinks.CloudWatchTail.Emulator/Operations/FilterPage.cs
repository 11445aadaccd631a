using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// One page of FilterLogEvents, limited in events, in bytes (a megabyte) and in events scanned.
sealed class FilterPage(LogStore store, IReadOnlyList<LogStream> streams, FilterPattern pattern, int limit, int scanLimit, long visibleUntil)
{
    // The service's limit on the events of a page.
    public const int EventLimit = 10_000;

    // The service's limit on the bytes of a page.
    const int ByteLimit = 1_048_576;

    // How many events are copied at once under the lock. Matching runs outside it, so that a slow pattern does not delay puts.
    const int SliceSize = 1024;

    readonly List<FoundRecord> _slice = new(SliceSize);
    int _matched;
    int _bytes;
    int _scanned;

    // Writes the events from place on. Returns where the next page starts, if there is one.
    public FilterPlace? Write(FilterPlace place, long oldest, long latest, Utf8JsonWriter answer)
    {
        answer.WriteStartArray("events"u8);
        var next = place.EmptyPages > 0 ? place with { EmptyPages = place.EmptyPages - 1 } : WriteEvents(place, oldest, latest, answer);
        answer.WriteEndArray();
        return next;
    }

    FilterPlace? WriteEvents(FilterPlace place, long oldest, long latest, Utf8JsonWriter answer)
    {
        while (true)
        {
            Copy(place, oldest, latest);
            foreach (var found in _slice)
            {
                if (_matched == limit || _scanned == scanLimit) return place;
                if (pattern.Matches(found.Record.Message))
                {
                    if (_matched > 0 && _bytes + found.Record.Size > ByteLimit) return place;
                    Write(found, answer);
                }

                _scanned++;
                var position = found.Record.Position;
                place = place with { Position = place.Forward ? position with { Id = position.Id + 1 } : position };
            }

            if (_slice.Count < SliceSize) return null;
        }
    }

    void Copy(FilterPlace place, long oldest, long latest)
    {
        _slice.Clear();
        lock (store.Gate)
        {
            if (place.Forward)
            {
                var from = place.Position < RecordPosition.Before(oldest) ? RecordPosition.Before(oldest) : place.Position;
                MergedRecords.CopyForward(streams, from, RecordPosition.After(latest), visibleUntil, SliceSize, _slice);
            }
            else
            {
                MergedRecords.CopyBackward(streams, place.Position, RecordPosition.Before(oldest), visibleUntil, SliceSize, _slice);
            }
        }
    }

    void Write(FoundRecord found, Utf8JsonWriter answer)
    {
        _matched++;
        _bytes += found.Record.Size;
        answer.WriteStartObject();
        answer.WriteString("logStreamName"u8, found.Stream.Name);
        answer.WriteNumber("timestamp"u8, found.Record.Timestamp);
        answer.WriteString("message"u8, found.Record.Message);
        answer.WriteNumber("ingestionTime"u8, found.Record.IngestionTime);
        answer.WriteString("eventId"u8, found.Record.EventId);
        answer.WriteEndObject();
    }
}
