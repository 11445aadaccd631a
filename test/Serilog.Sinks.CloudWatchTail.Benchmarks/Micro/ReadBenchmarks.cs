using System.Text;
using BenchmarkDotNet.Attributes;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>Reading messages of many shapes from 1 KB to 1 MB: the time per byte must not grow with the length.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    static readonly DateTimeOffset Time = new(2026, 11, 20, 10, 11, 12, TimeSpan.Zero);

    byte[] _message = [];

    [Params(1_000, 32_000, 1_000_000)]
    public int Bytes { get; set; }

    [Params("clef", "members", "nested", "wrapped", "cut off", "trailing", "logfmt", "stack", "text")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void CreateMessage()
    {
        var filler = new string('x', Bytes);
        _message = Encoding.UTF8.GetBytes(Shape switch
        {
            "clef" => $"{{\"@t\":\"2026-11-20T10:11:12Z\",\"@mt\":\"Order {{Text}}\",\"Text\":\"{filler}\"}}",
            "members" => "{\"level\":\"error\"," + string.Join(',', Enumerable.Range(0, Bytes / 12).Select(i => $"\"a{i}\":{i}")) + "}",
            "nested" => "{\"level\":\"error\",\"a\":" + string.Concat(Enumerable.Repeat("{\"b\":[", Math.Min(Bytes / 16, 100))) + $"\"{filler}\"" + string.Concat(Enumerable.Repeat("]}", Math.Min(Bytes / 16, 100))) + "}",
            "wrapped" => "{\"stream\":\"stderr\",\"log\":\"{\\\"level\\\":\\\"error\\\",\\\"msg\\\":\\\"" + filler + "\\\"}\\n\"}",
            "cut off" => "{\"level\":\"error\",\"msg\":\"" + filler,
            "trailing" => "{\"level\":\"error\",\"msg\":\"m\"}\nSystem.Exception: " + filler,
            "logfmt" => "level=error " + string.Join(' ', Enumerable.Range(0, Bytes / 12).Select(i => $"a{i}={i}")),
            "stack" => "{\"level\":\"error\",\"msg\":\"m\",\"error\":\"no stock\",\"stack\":\"" + string.Concat(Enumerable.Repeat("    at f (/a.js:1:2)\\n", Bytes / 22)) + "\"}",
            _ => "2026-11-20T10:11:12Z ERROR " + filler,
        });
    }

    [Benchmark]
    public LogEvent? Read() => LogEventReader.TryRead(_message, Time, out var logEvent) ? logEvent : null;
}
