using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// Sends one browser what it has not seen yet, for as long as it stays. A slow browser keeps no one waiting and costs one batch of memory: it gets what is
// still stored when it reads on.
sealed class EventFeed(FeedSources sources, SearchQuery query, long after, int sentNamesLimit = 50_000)
{
    const int RowLimit = 1_000;
    const int BatchBytes = 512 * 1024;

    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15);

    readonly FeedCursor _cursor = new(sources.Store, query, after);
    readonly List<(StoredEvent Stored, LogEvent LogEvent)> _found = [];
    readonly HashSet<(NameKind, int)> _sentNames = [];
    long _lastNotice;
    bool _saidGivenUp;
    string _emulator = "";
    TailStatus? _status;

    // send waits until the browser's connection has taken the bytes.
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, Task> send, CancellationToken cancellationToken)
    {
        var clock = sources.TimeProvider;
        var (statusAt, sentAt) = (clock.GetTimestamp(), clock.GetTimestamp());
        var catchesUp = true;
        using var messages = new MessageWriter();
        AddStatus(messages);
        while (!cancellationToken.IsCancellationRequested)
        {
            AddNotices(messages);
            var more = AddRows(messages);
            if (clock.GetElapsedTime(statusAt) >= StatusInterval || HasNewStatus() || (catchesUp && !more))
            {
                statusAt = clock.GetTimestamp();
                catchesUp = more;
                AddStatus(messages);
            }

            if (messages.Written.IsEmpty && clock.GetElapsedTime(sentAt) >= KeepAliveInterval) messages.AddComment();
            if (!messages.Written.IsEmpty)
            {
                await send(messages.Written);
                sentAt = clock.GetTimestamp();
                messages.Clear();
            }

            if (!more) await Task.Delay(Turn, clock, cancellationToken);
        }
    }

    // Returns whether there may be more.
    bool AddRows(MessageWriter messages)
    {
        var more = _cursor.Take(_found, RowLimit, BatchBytes);
        if (query.IsGivenUp && !_saidGivenUp) AddGivenUp(messages);
        if (_found.Count == 0) return more;
        AddNames(messages);
        messages.Add("rows", _cursor.Position, json =>
        {
            json.WriteStartArray("rows"u8);
            foreach (var (stored, logEvent) in _found) Row.Write(json, stored, logEvent);
            json.WriteEndArray();
        });
        _found.Clear();
        return more;
    }

    void AddNames(MessageWriter messages)
    {
        // A set without end would do harm, here and in the page, which forgets what none of its events has. Names that are sent twice do none.
        var reset = _sentNames.Count > sentNamesLimit;
        if (reset) _sentNames.Clear();
        var templates = NewNames(NameKind.Template, stored => stored.Template);
        var groups = NewNames(NameKind.Group, stored => stored.Group);
        var streams = NewNames(NameKind.Stream, stored => stored.Stream);
        if (templates.Count + groups.Count + streams.Count == 0) return;
        messages.Add("names", null, json =>
        {
            if (reset) json.WriteBoolean("reset"u8, true);
            FeedJson.WriteNames(json, "templates", templates);
            FeedJson.WriteNames(json, "groups", groups);
            FeedJson.WriteNames(json, "streams", streams);
        });
    }

    List<Name> NewNames(NameKind kind, Func<StoredEvent, Name> nameOf) =>
        [.. _found.Select(found => nameOf(found.Stored)).Where(name => _sentNames.Add((kind, name.Id)))];

    void AddNotices(MessageWriter messages)
    {
        foreach (var notice in sources.Notices.After(_lastNotice))
        {
            messages.Add("notice", null, json => FeedJson.WriteNotice(json, notice));
            _lastNotice = notice.Number;
        }
    }

    void AddGivenUp(MessageWriter messages)
    {
        _saidGivenUp = true;
        var notice = new Notice(0, sources.TimeProvider.GetUtcNow(), "other", "error", "The search takes too long for some events and was given up: simplify its patterns.");
        messages.Add("notice", null, json => FeedJson.WriteNotice(json, notice));
    }

    bool HasNewStatus()
    {
        var status = sources.Session.Status();
        return _status is null || status.State != _status.State || status.Failure != _status.Failure || !status.Groups.SequenceEqual(_status.Groups);
    }

    void AddStatus(MessageWriter messages)
    {
        var status = _status = sources.Session.Status();
        messages.Add("status", _cursor.Position, json => FeedJson.WriteStatus(json, sources, status, _cursor.Matched));
        if (sources.EmulatorState is not { } read || read() is not { } state || state == _emulator) return;
        _emulator = state;
        messages.AddWritten("emulator", state);
    }
}
