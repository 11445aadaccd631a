using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class CostTests : CwtailTest
{
    static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    readonly List<string> _messages = [];

    [SetUp]
    public void PutEvents()
    {
        _messages.Clear();
        for (var i = 0; i < 30; i++)
        {
            Add($$"""{"@t":"2026-03-01T12:00:00Z","@mt":"Looked up {Key} in {Cache}","@l":"Debug","Key":"{{new string('é', i)}}","Cache":"prices"}""");
            if (i % 3 == 0) Add($$"""{"level":"info","msg":"request {{i}} took {{i * 7}}.5 ms from 10.0.0.{{i}}","time":1772366400000}""");
            if (i % 10 == 0) Add($"worker-{i} is up\nfor {i} minutes");
        }

        Aws.Put(Group, "web/1", [.. _messages.Select((m, i) => (Now.AddMinutes(-30).AddMilliseconds(i), m))]);
        Aws.Put(Group, "web/2", [(Now.AddHours(-2), "too old to count")]);
    }

    [Test]
    public async Task TheTemplatesAndShapesOfAGroupAreShownByTheirBytes()
    {
        var result = await RunAsync("cost", Group, "--since", "1h");
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        var total = _messages.Sum(Billed);
        var (templates, requests, workers) = (Sum("Looked up"), Sum("request"), Sum("worker"));
        result.Output.Should().Equal(
            Row(templates, 30, "Looked up {Key} in {Cache}"),
            Row(requests, 10, "request # took # ms from #"),
            Row(workers, 3, "worker-# is up"));
        result.Error.Should().Equal(string.Create(CultureInfo.InvariantCulture, $"cwtail: 43 events, {total:N0} bytes as the service bills them, in 60 minutes"));

        string Row(long bytes, int events, string shape) => string.Create(CultureInfo.InvariantCulture, $"{bytes}\t{100.0 * bytes / total:0.0}%\t{events}\t{shape}");
    }

    [Test]
    public async Task APriceAGigabyteAddsWhatAMonthOfTheSameWouldCost()
    {
        var result = await RunAsync("cost", Group, "--since", "1h", "--price-per-gb", "50000", "-n", "1");
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        string Price(long bytes) => (bytes * 720m / 1_000_000_000m * 50_000m).ToString("0.00", CultureInfo.InvariantCulture);
        result.Output.Should().ContainSingle().Which.Split('\t')[3].Should().Be(Price(Sum("Looked up")));
        result.Error.Should().ContainSingle().Which.Should().EndWith($"; 30 days like these cost {Price(_messages.Sum(Billed))} at 50000 a GB");
    }

    [Test]
    public async Task AGroupWithoutEventsCostsNothing()
    {
        Aws.CreateLogGroup("/empty");
        var result = await RunAsync("cost", "/empty", "--price-per-gb", "0.5");
        (result.ExitCode, result.Output).Should().BeEquivalentTo((0, Array.Empty<string>()));
        result.Error.Should().Equal("cwtail: 0 events, 0 bytes as the service bills them, in 60 minutes; 30 days like these cost 0.00 at 0.5 a GB");
    }

    [Test]
    public async Task AMisspeltGroupIsToldWhatWasMeant()
    {
        var result = await RunAsync("cost", "/shop/ordres");
        result.ExitCode.Should().Be(4);
        result.Error.Should().ContainSingle().Which.Should().Contain("Did you mean /shop/orders?");
    }

    [TestCase("--price-per-gb 'much' is not a valid price", "--price-per-gb", "much")]
    [TestCase("--price-per-gb '-1' is not a valid price", "--price-per-gb", "-1")]
    [TestCase("is not after --since", "--since", "1h", "--until", "2h")]
    [TestCase("--lines 'x' is not a valid number of events", "-n", "x")]
    public async Task WhatCannotBeMeantIsRefused(string error, params string[] arguments)
    {
        var result = await RunAsync(["cost", Group, .. arguments]);
        result.ExitCode.Should().Be(2);
        string.Join('\n', result.Error).Should().Contain(error);
    }

    void Add(string message) => _messages.Add(message);

    long Sum(string word) => _messages.Where(m => m.Contains(word)).Sum(Billed);

    static long Billed(string message) => Encoding.UTF8.GetByteCount(message) + 26;
}
