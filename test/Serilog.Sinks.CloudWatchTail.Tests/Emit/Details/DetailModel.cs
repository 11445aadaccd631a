using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Details;

/// <summary>The rules of details, in the plainest way: what is held, sent and thrown away.</summary>
sealed class DetailModel(long limitBytes, long time)
{
    readonly DetailShapes _shapes = new();
    readonly List<Trace> _traces = [];

    // What details take in memory is measured, not modelled.
    HeldDetails? _details;

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
        Encoded.Encode(logEvent, key, default, _shapes, copies: false);
        var name = logEvent.MessageTemplate.Text + logEvent.Properties["Id"];
        if (Find(key) is { } open && now < open.OpenUntil)
        {
            open.LastEvent = now;
            Sent.Add(name);
            return;
        }

        if (HeldDetails.MostBytesOf(Encoded) + DetailTraces.BytesOf(key) > limitBytes)
        {
            Discarded++;
            return;
        }

        var trace = Find(key) ?? Begin(key);
        trace.LastEvent = now;
        trace.Held.Add(name);
        Details.Add(ref trace.Chain, Encoded);
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
        Sent.AddRange(trace.Held);
        trace.Held.Clear();
        Details.Free(in trace.Chain);
        trace.Chain = DetailChain.Empty;
    }

    public void Expire(long now)
    {
        foreach (var silent in _traces.Where(t => now - t.LastEvent >= time).ToArray()) Discard(silent);
    }

    public void DiscardAll()
    {
        foreach (var trace in _traces.ToArray()) Discard(trace);
    }

    HeldDetails Details => _details ??= new HeldDetails(_shapes);

    static DetailEncoder Encoded => DetailEncoder.OfThread;

    Trace? Find(string key) => _traces.Find(t => t.Key == key);

    Trace Begin(string key)
    {
        var trace = new Trace { Key = key };
        _traces.Add(trace);
        return trace;
    }

    void MakeRoom(Trace current)
    {
        while (_traces.Sum(t => DetailTraces.BytesOf(t.Key)) + Details.Bytes > limitBytes)
        {
            if (_traces[0] == current && current.Held.Count > 1)
            {
                current.Held.RemoveAt(0);
                Details.FreeFirst(ref current.Chain);
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
        Details.Free(in trace.Chain);
        _traces.Remove(trace);
    }

    sealed class Trace
    {
        public required string Key { get; init; }

        public List<string> Held { get; } = [];

        public DetailChain Chain = DetailChain.Empty;

        public long LastEvent { get; set; } = long.MaxValue;

        public long OpenUntil { get; set; } = long.MinValue;
    }
}
