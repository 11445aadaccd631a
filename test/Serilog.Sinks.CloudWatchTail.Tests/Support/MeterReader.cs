using System.Diagnostics.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Reads the observable counts of one log group off the project's meter.</summary>
sealed class MeterReader : IDisposable
{
    readonly MeterListener _listener = new();
    readonly Dictionary<string, long> _values = [];
    readonly string _prefix;

    public MeterReader(string prefix, string logGroup)
    {
        _prefix = prefix;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Serilog.Sinks.CloudWatchTail" && instrument.Name.StartsWith(prefix, StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
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

    public long this[string name] => _values.GetValueOrDefault(_prefix + name);

    /// <summary>Lost events, of all reasons.</summary>
    public long Lost => this["lost"];

    public void Read()
    {
        _values.Clear();
        _listener.RecordObservableInstruments();
    }

    public void Dispose() => _listener.Dispose();
}
