using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;

// The emulator's own state for the page: groups, sessions, requests by operation, and the faults that wait. Safe for concurrent use.
sealed class EmulatorPanel(CloudWatchLogsEmulator emulator, EmulatorFaults faults, TimeProvider timeProvider)
{
    // A list in a page; a program that makes more groups or streams than this looks at them with cwtail ls.
    const int ListLimit = 200;

    // The streams of all groups together: each is a line of the page, which is written anew once a second.
    const int StreamLimit = 1_000;

    // The application id of the page's own tails, by which their requests are told from those of programs.
    public string OwnAppId { get; } = $"cwtail-view-{Guid.NewGuid():N}";

    static readonly TimeSpan Age = TimeSpan.FromMilliseconds(500);

    readonly object _gate = new();
    readonly SessionHistory _sessions = new(emulator);
    string _state = "";
    long? _readAt;

    // The state as JSON. It may be half a second old, so that many pages cost as much as one.
    public string Read()
    {
        lock (_gate)
        {
            if (_readAt is { } at && timeProvider.GetElapsedTime(at) < Age) return _state;
            _state = Write();
            _readAt = timeProvider.GetTimestamp();
            return _state;
        }
    }

    // Makes the next reader see what has just changed.
    public void Refresh()
    {
        lock (_gate) _readAt = null;
    }

    string Write()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("serviceUrl"u8, emulator.ServiceUrl);
            WriteGroups(json);
            WriteSessions(json);
            WriteOperations(json);
            WriteFaults(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    void WriteGroups(Utf8JsonWriter json)
    {
        var groups = emulator.LogGroups;
        json.WriteNumber("groupCount"u8, groups.Count);
        json.WriteStartArray("groups"u8);
        var left = StreamLimit;
        foreach (var group in groups.Take(ListLimit))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, group.Name);
            json.WriteString("class"u8, group.Class);
            if (group.RetentionInDays is { } days) json.WriteNumber("retentionInDays"u8, days);
            else json.WriteNull("retentionInDays"u8);
            json.WriteNumber("storedBytes"u8, group.StoredBytes);
            json.WriteNumber("streamCount"u8, group.Streams.Count);
            json.WriteStartArray("streams"u8);
            foreach (var stream in group.Streams.OrderByDescending(stream => stream.LastEventTimestamp).Take(Math.Min(ListLimit, left)))
            {
                WriteStream(json, stream);
                left--;
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteStream(Utf8JsonWriter json, StoredLogStream stream)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, stream.Name);
        json.WriteNumber("events"u8, stream.EventCount);
        if (stream.LastEventTimestamp is { } last) json.WriteNumber("last"u8, last.ToUnixTimeMilliseconds());
        else json.WriteNull("last"u8);
        json.WriteEndObject();
    }

    void WriteSessions(Utf8JsonWriter json)
    {
        json.WriteStartArray("sessions"u8);
        foreach (var session in _sessions.Read())
        {
            json.WriteStartObject();
            json.WriteString("id"u8, session.Id);
            json.WriteNumber("startedAt"u8, session.StartedAt.ToUnixTimeMilliseconds());
            json.WriteStartArray("groups"u8);
            foreach (var group in session.LogGroupIdentifiers) json.WriteStringValue(GroupTitle.Of(group));
            json.WriteEndArray();
            json.WriteNumber("sentEvents"u8, session.SentEvents);
            json.WriteNumber("sentUpdates"u8, session.SentUpdates);
            json.WriteNumber("droppedUpdates"u8, session.DroppedUpdates);
            json.WriteBoolean("ended"u8, session.Ended.IsCompleted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void WriteOperations(Utf8JsonWriter json)
    {
        json.WriteStartArray("operations"u8);
        foreach (var operation in emulator.Requests.GroupBy(request => request.Operation).OrderBy(operation => operation.Key, StringComparer.Ordinal).Take(ListLimit))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, operation.Key);
            json.WriteNumber("requests"u8, emulator.RequestCount(operation.Key));
            json.WriteNumber("own"u8, operation.Count(IsOwn));
            WriteCounts(json, "answers", operation.Select(request => request.StatusCode?.ToString(CultureInfo.InvariantCulture)));
            WriteCounts(json, "errors", operation.Select(request => request.ErrorCode));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    bool IsOwn(EmulatorRequest request) => request.Headers.TryGetValue("User-Agent", out var agent) && agent.Contains(OwnAppId, StringComparison.Ordinal);

    static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<string?> keys)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in keys.OfType<string>().CountBy(key => key).OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    void WriteFaults(Utf8JsonWriter json)
    {
        json.WriteStartArray("pendingFaults"u8);
        foreach (var (order, text, left) in faults.Waiting)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, order.Kind);
            json.WriteString("operation"u8, order.Operation);
            json.WriteString("text"u8, text);
            json.WriteNumber("left"u8, left);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("knownOperations"u8);
        foreach (var operation in FaultOrder.Operations) json.WriteStringValue(operation);
        json.WriteEndArray();
    }
}
