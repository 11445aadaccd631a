using BenchmarkDotNet.Attributes;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;
using Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>The stages of the way back, an update of 500 events at a time.</summary>
[MemoryDiagnoser]
public class TailBenchmarks
{
    const int Events = 500;

    readonly EventStreamDecoder _decoder = new();
    readonly SessionUpdateReader _updates = new();
    readonly MessageReader _messages = new();
    readonly Fingerprints _fingerprints = new(new byte[Fingerprints.KeyLength]);
    byte[] _frame = [];
    byte[] _cloudWatchJson = [];
    byte[] _clef = [];
    long _second;

    [GlobalSetup]
    public void SetUp()
    {
        _cloudWatchJson = SampleEvents.Render(new CloudWatchJsonFormatter(), SampleEvents.Small());
        _clef = SampleEvents.Render(new ClefFormatter(), SampleEvents.Small());
        _frame = TailFrames.Of([.. Enumerable.Range(0, Events).Select(i => new RenderedEvent(SampleEvents.Small(i), _cloudWatchJson))])[0];
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int DecodeFrame()
    {
        var events = 0;
        for (var rest = _frame.AsSpan(); !rest.IsEmpty;)
        {
            var room = _decoder.GetBuffer().Span;
            var taken = Math.Min(room.Length, rest.Length);
            rest[..taken].CopyTo(room);
            rest = rest[taken..];
            _decoder.Advance(taken);
            while (_decoder.TryRead(out var frame)) events += _updates.Read(frame.Payload).Events.Count;
        }

        return events;
    }

    [Benchmark]
    public LogEvent? ReadCloudWatchJson() => Read(_cloudWatchJson);

    [Benchmark]
    public LogEvent? ReadClef() => Read(_clef);

    [Benchmark(OperationsPerInvoke = Events)]
    public int RememberSeen()
    {
        var seen = new SeenEvents();
        var shown = 0;
        _second += 1_000;
        for (var i = 0; i < Events; i++)
        {
            if (seen.AddLive(_fingerprints.Of("web-1", _second + i, _clef), _second + i)) shown++;
        }

        return shown;
    }

    LogEvent? Read(byte[] message) => _messages.TryRead(message, DateTimeOffset.UnixEpoch, null, out var logEvent) ? logEvent : null;
}
