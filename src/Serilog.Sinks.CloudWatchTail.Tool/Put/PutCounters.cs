using System.Diagnostics.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Reads the sink's counters from the library's meter.
sealed class PutCounters : IDisposable
{
    const string MeterName = "Serilog.Sinks.CloudWatchTail";

    readonly MeterListener _listener = new();
    readonly object _gate = new();
    long _delivered;
    long _lost;

    public PutCounters()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName && instrument.Name is "cloudwatchtail.sink.delivered" or "cloudwatchtail.sink.lost")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
        {
            if (instrument.Name == "cloudwatchtail.sink.delivered") _delivered += measurement;
            else _lost += measurement;
        });
        _listener.Start();
    }

    // The number of events delivered, and of those reported as lost, so far.
    public (long Delivered, long Lost) Take()
    {
        lock (_gate)
        {
            (_delivered, _lost) = (0, 0);
            _listener.RecordObservableInstruments();
            return (_delivered, _lost);
        }
    }

    public void Dispose() => _listener.Dispose();
}
