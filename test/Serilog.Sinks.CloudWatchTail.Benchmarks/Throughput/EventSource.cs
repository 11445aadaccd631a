using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Writes the events of a case, one after the other, the same in every run.</summary>
sealed class EventSource
{
    /// <summary>What an event has beside its payload, about.</summary>
    const int Unpaid = 160;

    static readonly string[] Customers = [.. Enumerable.Range(0, 100).Select(i => $"customer-{i * 7919 % 1000:000}")];

    const int EventsOfOneTrace = 10;

    readonly bool _isTraced;
    readonly string[]? _tenants;
    readonly string? _payload;
    readonly bool _isShort;

    public EventSource(BenchCase bench)
    {
        _isTraced = bench.Traced;
        if (bench.Streams > 1) _tenants = [.. Enumerable.Range(0, bench.Streams).Select(i => $"tenant-{i:0000}")];

        if (bench.MessageBytes >= Unpaid) _payload = Payload(Math.Max(1, bench.MessageBytes - Unpaid));
        else _isShort = bench.MessageBytes > 0;
    }

    public void Write(ILogger logger, int number)
    {
        if (_isTraced && number % EventsOfOneTrace == 0)
        {
            Activity.Current = null;
            new Activity("request").Start();
        }

        var elapsed = number % 10_000 / 100.0;
        if (_payload is not null) logger.Information("Order {OrderId} holds {Payload}", number, _payload);
        else if (_isShort) logger.Information("{Order}", number);
        else if (_tenants is not null) logger.Information("Order {OrderId} for {Tenant} took {Elapsed} ms", number, _tenants[number % _tenants.Length], elapsed);
        else logger.Information("Order {OrderId} for {Customer} took {Elapsed} ms", number, Customers[number % Customers.Length], elapsed);
    }

    /// <summary>Words and now and then a quote and a letter that is not ASCII, as in real text.</summary>
    static string Payload(int length)
    {
        const string sample = "the parcel left \"Gate 7\" for Zürich at noon; ";
        return string.Concat(Enumerable.Repeat(sample, length / sample.Length + 1))[..length];
    }
}
