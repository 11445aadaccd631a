using System.Diagnostics.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Soak;

/// <summary>Reads the sink's meter as any listener does.</summary>
sealed class SoakMeter : IDisposable
{
    const string Prefix = "cloudwatchtail.sink.";

    readonly MeterListener _listener = new();
    readonly Dictionary<string, long> _values = [];

    public SoakMeter(string logGroup)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Serilog.Sinks.CloudWatchTail" && instrument.Name.StartsWith(Prefix, StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "log_group" && (string?)tag.Value == logGroup) _values[instrument.Name] = _values.GetValueOrDefault(instrument.Name) + value;
            }
        });
        _listener.Start();
    }

    public SoakCounts Read()
    {
        _values.Clear();
        _listener.RecordObservableInstruments();
        return new SoakCounts(Value("emitted"), Value("delivered"), Value("lost"), Value("queue.length"));
    }

    public void Dispose() => _listener.Dispose();

    long Value(string name) => _values.GetValueOrDefault(Prefix + name);
}
