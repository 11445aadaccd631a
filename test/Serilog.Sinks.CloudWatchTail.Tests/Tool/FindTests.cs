using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class FindTests : CwtailTest
{
    static readonly DateTimeOffset Before = DateTimeOffset.UtcNow.AddMinutes(-30);

    [SetUp]
    public void PutHistory()
    {
        Aws.Put(Group, "web/1",
        [
            At(0, """{"@t":"2026-03-01T12:00:00Z","@mt":"GET {Path} took {Elapsed}","Path":"/orders/1","Elapsed":1500,"Customer":"ACME","@tr":"4bf92f3577b34da6a3ce929d0e0e4736","@sp":"00f067aa0ba902b7"}"""),
            At(1, """{"@t":"2026-03-01T12:00:01Z","@mt":"GET {Path} took {Elapsed}","Path":"/stock/1","Elapsed":2500,"Customer":"Zorg"}"""),
            At(2, """{"@t":"2026-03-01T12:00:02Z","@mt":"GET {Path} took {Elapsed}","Path":"/orders/2","Elapsed":20,"@l":"Warning"}"""),
            At(3, "plain text about a timeout"),
        ]);
        Aws.Put(Group, "web/2", [At(1.5, "of another stream")]);
    }

    [TestCase("GET /orders/1 took 1500", "--where", "Elapsed > 1000 and Path like '/orders%'")]
    [TestCase("GET /orders/1 took 1500", "--trace", "4BF92F3577B34DA6A3CE929D0E0E4736")]
    [TestCase("GET /orders/1 took 1500", "--trace", "1-4bf92f35-77b34da6a3ce929d0e0e4736")]
    [TestCase("GET /stock/1 took 2500", "--grep", "/stock/\\d")]
    [TestCase("GET /stock/1 took 2500", "--grep", "Zorg")]
    [TestCase("GET /orders/2 took 20", "--grep", "GET", "--exclude", "ACME|Zorg")]
    [TestCase("GET /orders/2 took 20", "--level", "wrn")]
    public async Task WhatIsAskedForIsFound(string expected, params string[] options)
    {
        var result = await RunAsync([Group, "--since", "1h", "--no-follow", "--template", "{Message:lj}", .. options]);
        result.Output.Should().Equal(expected);
    }

    [Test]
    public async Task TheAnswerIsTheSameInEveryFormat()
    {
        foreach (var format in new[] { "raw", "clef", "json" })
            (await RunAsync(Group, "--since", "1h", "--no-follow", "--format", format, "--grep", "took 1500")).Output.Should().ContainSingle().Which.Should().Contain("ACME");
    }

    [Test]
    public async Task ContextIsOfTheSameStream()
    {
        var result = await RunAsync(Group, "--since", "1h", "--no-follow", "--template", "{LogStream} {Message:lj}", "--grep", "stock", "-C", "1");
        result.Output.Should().Equal("web/1 GET /orders/1 took 1500", "web/1 GET /stock/1 took 2500", "web/1 GET /orders/2 took 20");
        (await RunAsync(Group, "--since", "1h", "--no-follow", "--template", "{Message:lj}", "--grep", "orders", "-A", "0")).Output.Should().Equal("GET /orders/1 took 1500", "GET /orders/2 took 20");
    }

    [Test]
    public async Task ColumnsAreSelectedAsTextAndAsJson()
    {
        var text = await RunAsync(Group, "--since", "1h", "--no-follow", "--where", "Elapsed > 100", "--select", "Customer,Elapsed, @l");
        text.Output.Should().Equal("ACME\t1500\tInformation", "Zorg\t2500\tInformation");
        var json = await RunAsync(Group, "--since", "1h", "--no-follow", "--where", "Elapsed > 100", "--select", "Customer,Elapsed", "--format", "JSON");
        json.Output.Should().Equal("""{"Customer":"ACME","Elapsed":1500}""", """{"Customer":"Zorg","Elapsed":2500}""");
    }

    [TestCase("--where", "Elapsed >", "--where 'Elapsed >' is not a valid Serilog expression")]
    [TestCase("--select", "A,(", "--select '(' is not a valid Serilog expression")]
    [TestCase("--where", "A = 1 and nope(B)", "--where 'A = 1 and nope(B)' is not a valid Serilog expression, at character 11: The function name `nope` was not recognized.")]
    [TestCase("--select", "nope(B)", "--select 'nope(B)' is not a valid Serilog expression, at character 1: The function name `nope` was not recognized.")]
    [TestCase("--grep", "(", "--grep '(' is not a valid regular expression")]
    [TestCase("--to", "kafka=x", "--to 'kafka=x' is not a valid receiver: give seq=URL, otlp=URL or file=PATH.")]
    [TestCase("--to", "seq=x", "--to 'seq=x' has no valid URL")]
    [TestCase("--format", "none", "--format none shows nothing")]
    public async Task WhatCannotBeUnderstoodIsSaidWithItsOption(string option, string value, string said)
    {
        var result = await RunAsync(Group, "--no-follow", option, value);
        result.ExitCode.Should().Be(2);
        result.Error.Should().ContainSingle().Which.Should().StartWith($"cwtail: {said}");
    }

    [TestCase("Elapsed > 1000")]
    [TestCase("Elapsed + 1 > 1000")]
    public async Task AnEventWithANumberBeyondTheLanguagesRangeDoesNotEndTheTail(string where)
    {
        Aws.Put(Group, "web/1", [At(4, """{"@t":"2026-03-01T12:00:04Z","@mt":"huge","Elapsed":1e300}"""), At(5, """{"@t":"2026-03-01T12:00:05Z","@mt":"after","Elapsed":1001}""")]);
        var result = await RunAsync(Group, "--since", "1h", "--no-follow", "--template", "{Message:lj}", "--where", where);
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().Equal("GET /orders/1 took 1500", "GET /stock/1 took 2500", "after");
        var selected = await RunAsync(Group, "--since", "1h", "--no-follow", "--select", "Elapsed * 2,@m", "--grep", "huge|after");
        selected.Output.Should().Equal("\thuge", "2002\tafter");
    }

    [Test]
    public async Task EventsForWhichAnExpressionTakesTooLongAreShown()
    {
        Aws.Put(Group, "web/1", [At(4, $$"""{"@t":"2026-03-01T12:00:04Z","@mt":"long","Text":"{{new string('a', 20_000)}}"}""")]);
        var result = await RunAsync(Group, "--since", "1h", "--no-follow", "--template", "{Message:lj}", "--where", "Text like '%a%a%a%a%a%a%a%b'");
        result.ExitCode.Should().Be(0);
        result.Output.Should().Equal("long");
        result.Error.Should().ContainSingle(line => line.Contains("takes too long"));
    }

    [Test]
    public async Task TheNewestEventsComeFirstAndThenTheTailGoesOn()
    {
        (await RunAsync(Group, "-n", "2", "--no-follow", "--format", "raw")).Output.Should().HaveCount(2).And.EndWith("plain text about a timeout");
        (await RunAsync(Group, "-n", "1", "--no-follow", "--template", "{Message:lj}", "--level", "w")).Output.Should().Equal("GET /orders/2 took 20");
        (await RunAsync(Group, "-n", "1000", "--no-follow", "--format", "raw")).Output.Should().HaveCount(5);
        (await RunAsync(Group, "-n", "0", "--no-follow", "--format", "raw")).Output.Should().BeEmpty();

        await using var tool = Cwtail.Start(Aws, Group, "-n", "1", "-f", "--format", "raw");
        await tool.Output.WaitForAsync("plain text");
        await tool.Error.WaitForAsync("started");
        Aws.Put(Group, "web/2", "live");
        await tool.Output.WaitForAsync("live");
        tool.Stop();
        (await tool.EndAsync()).Output.Should().Equal("plain text about a timeout", "live");
    }

    [Test]
    public async Task OfEventsInOneMillisecondNoMoreThanAskedForAreShown()
    {
        Aws.Put(Group, "web/3", [.. Enumerable.Range(1, 5).Select(n => (Before.AddMinutes(5), $"same {n}"))]);
        (await RunAsync(Group, "-n", "3", "--no-follow", "--format", "raw")).Output.Should().Equal("same 3", "same 4", "same 5");
    }

    [Test]
    public async Task LinesOfSeveralStreamsBeginWithTheirStream()
    {
        (await RunAsync(Group, "--since", "1h", "--no-follow", "--utc", "--grep", "text|another")).Output.Should().HaveCount(2).And.EndWith("web/1 [" + At(3, "").Time.ToString("HH:mm:ss.fff") + " INF] plain text about a timeout");
        (await RunAsync("/shop/*", "--since", "1h", "--no-follow", "--utc", "--grep", "another")).Output.Should().ContainSingle().Which.Should().StartWith("/shop/orders web/2 [");
        (await RunAsync(Group, "--stream", "web/2", "--since", "1h", "--no-follow")).Output.Should().ContainSingle().Which.Should().StartWith("[");
    }

    [Test]
    public async Task TimesMayCountFromTheFirstEvent()
    {
        var result = await RunAsync(Group, "--stream", "web/1", "--since", "1h", "--no-follow", "--time", "relative", "--where", "Elapsed > 0");
        result.Output.Should().Equal("[+0:00:00.000 INF] GET /orders/1 took 1500", "[+0:00:01.000 INF] GET /stock/1 took 2500", "[+0:00:02.000 WRN] GET /orders/2 took 20");
    }

    static (DateTimeOffset Time, string Message) At(double seconds, string message) => (Before.AddSeconds(seconds), message);
}
