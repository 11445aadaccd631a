namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Writes the events of a case, one after the other, the same in every run.</summary>
sealed class EventSource
{
    static readonly string[] Customers = [.. Enumerable.Range(0, 100).Select(i => $"customer-{i * 7919 % 1000:000}")];

    readonly string[]? _tenants;
    readonly string? _payload;

    public EventSource(BenchCase bench)
    {
        if (bench.Streams > 1) _tenants = [.. Enumerable.Range(0, bench.Streams).Select(i => $"tenant-{i:0000}")];

        // What the event has beside its payload is about 160 bytes long.
        if (bench.MessageBytes > 0) _payload = Payload(Math.Max(1, bench.MessageBytes - 160));
    }

    public void Write(ILogger logger, int number)
    {
        var elapsed = number % 10_000 / 100.0;
        if (_payload is not null) logger.Information("Order {OrderId} holds {Payload}", number, _payload);
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
