using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Details;

/// <summary>The rules of details, in the plainest way: what is held, sent and thrown away.</summary>
sealed class DetailModel(long limitBytes, long time, bool keepWhole = false)
{
    readonly HeldDetails _scale = new(keepWhole, copyAtBytes: long.MaxValue);
    readonly List<Trace> _traces = [];

    public int Kept { get; private set; }

    public int Discarded { get; private set; }

    public int Held => _traces.Sum(t => t.Held.Count);

    /// <summary>The details that were sent, in order.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>A detail comes.</summary>
    public void Take(LogEvent logEvent, string key, long now)
    {
        Expire(now);
        Kept++;
        var name = logEvent.MessageTemplate.Text + logEvent.Properties["Id"];
        if (Find(key) is { } open && now < open.OpenUntil)
        {
            open.LastEvent = now;
            Sent.Add(name);
            return;
        }

        var bytes = BytesOf(logEvent);
        if (bytes + DetailTraces.BytesOf(key) > limitBytes)
        {
            Discarded++;
            return;
        }

        var trace = Find(key) ?? Begin(key);
        trace.LastEvent = now;
        trace.Held.Add((name, bytes));
        MakeRoom(trace);
    }

    /// <summary>An event comes that is sent in any case.</summary>
    public void Touch(string key, long now)
    {
        Expire(now);
        if (Find(key) is { } trace) trace.LastEvent = now;
    }

    /// <summary>An event comes that lets details out.</summary>
    public void Open(string key, long now)
    {
        Expire(now);
        var trace = Find(key);
        if (trace is null) MakeRoom(trace = Begin(key));
        trace.LastEvent = now;
        trace.OpenUntil = now + time;
        Sent.AddRange(trace.Held.Select(h => h.Name));
        trace.Held.Clear();
    }

    public void Expire(long now)
    {
        foreach (var silent in _traces.Where(t => now - t.LastEvent >= time).ToArray()) Discard(silent);
    }

    public void DiscardAll()
    {
        foreach (var trace in _traces.ToArray()) Discard(trace);
    }

    int BytesOf(LogEvent logEvent)
    {
        var index = _scale.Add(logEvent, default(StreamHint));
        var bytes = (int)_scale.Bytes;
        _scale.Free(index);
        return bytes;
    }

    Trace? Find(string key) => _traces.Find(t => t.Key == key);

    Trace Begin(string key)
    {
        var trace = new Trace { Key = key };
        _traces.Add(trace);
        return trace;
    }

    void MakeRoom(Trace current)
    {
        while (_traces.Sum(t => DetailTraces.BytesOf(t.Key) + t.Held.Sum(h => (long)h.Bytes)) > limitBytes)
        {
            if (_traces[0] == current && current.Held.Count > 1)
            {
                current.Held.RemoveAt(0);
                Discarded++;
            }
            else if (_traces.Find(t => t != current) is { } oldest)
            {
                Discard(oldest);
            }
            else
            {
                return;
            }
        }
    }

    void Discard(Trace trace)
    {
        Discarded += trace.Held.Count;
        _traces.Remove(trace);
    }

    sealed class Trace
    {
        public required string Key { get; init; }

        public List<(string Name, int Bytes)> Held { get; } = [];

        public long LastEvent { get; set; } = long.MaxValue;

        public long OpenUntil { get; set; } = long.MinValue;
    }
}
