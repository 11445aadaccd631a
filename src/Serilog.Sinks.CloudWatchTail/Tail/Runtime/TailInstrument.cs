using Serilog.Sinks.CloudWatchTail.Common;
using System.Diagnostics.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// A metric instrument. Its listeners belong to the application, also when create announces the instrument to them; their exceptions must not end a
// tail.
sealed class TailInstrument<T>(Func<Instrument<T>> create)
    where T : struct
{
    readonly Instrument<T>? _instrument = Created(create);

    public bool Enabled => _instrument is { Enabled: true };

    public void Record(T value, KeyValuePair<string, object?> tag) => Measure(value, tag);

    public void Add(T value) => Measure(value, tag: null);

    void Measure(T value, KeyValuePair<string, object?>? tag)
    {
        try
        {
            switch (_instrument)
            {
                case Counter<T> counter: counter.Add(value); break;
                case Histogram<T> histogram when tag is { } how: histogram.Record(value, how); break;
            }
        }
        catch (Exception exception)
        {
            SafeSelfLog.WriteLine("A listener of the instrument {0} failed: {1}", _instrument?.Name, exception);
        }
    }

    static Instrument<T>? Created(Func<Instrument<T>> create)
    {
        try
        {
            return create();
        }
        catch (Exception exception)
        {
            SafeSelfLog.WriteLine("A listener failed when an instrument was created; it records nothing: {0}", exception);
            return null;
        }
    }
}
