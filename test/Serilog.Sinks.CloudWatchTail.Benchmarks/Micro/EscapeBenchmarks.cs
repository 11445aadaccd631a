using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>A message escaped into the body of a put, against .NET's own JSON writer with the same escapes.</summary>
[MemoryDiagnoser]
public class EscapeBenchmarks
{
    readonly Utf8Buffer _output = new(8192);
    readonly Utf8JsonWriter _writer;
    byte[] _message = [];

    public EscapeBenchmarks()
    {
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    [ParamsAllValues]
    public bool Large { get; set; }

    [GlobalSetup]
    public void SetUp() => _message = SampleEvents.Render(new ClefFormatter(), Large ? SampleEvents.Large() : SampleEvents.Small());

    [Benchmark(Baseline = true)]
    public int JsonWriter()
    {
        _output.Clear();
        _writer.Reset(_output);
        _writer.WriteStringValue(_message);
        _writer.Flush();
        return _output.Length;
    }

    [Benchmark]
    public int Escaper()
    {
        _output.Clear();
        JsonEscaper.AppendEscaped(_output, _message);
        return _output.Length;
    }
}
