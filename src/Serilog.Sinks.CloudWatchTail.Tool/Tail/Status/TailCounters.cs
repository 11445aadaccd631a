using System.Diagnostics.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Adds up the library's counters of live tails.
sealed class TailCounters : IDisposable
{
    const string MeterName = "Serilog.Sinks.CloudWatchTail";

    readonly MeterListener _listener = new();
    long _backfilled;
    long _dropped;
    long _reconnects;
    long _gaps;

    public TailCounters()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
        {
            switch (instrument.Name)
            {
                case "cloudwatchtail.tail.backfilled": Interlocked.Add(ref _backfilled, measurement); break;
                case "cloudwatchtail.tail.dropped": Interlocked.Add(ref _dropped, measurement); break;
                case "cloudwatchtail.tail.reconnects": Interlocked.Add(ref _reconnects, measurement); break;
                case "cloudwatchtail.tail.gaps": Interlocked.Add(ref _gaps, measurement); break;
            }
        });
        _listener.Start();
    }

    public long Backfilled => Interlocked.Read(ref _backfilled);

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Reconnects => Interlocked.Read(ref _reconnects);

    public long Gaps => Interlocked.Read(ref _gaps);

    public void Dispose() => _listener.Dispose();
}
