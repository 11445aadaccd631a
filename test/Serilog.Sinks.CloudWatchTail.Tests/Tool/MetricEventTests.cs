using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class MetricEventTests : CwtailTest
{
    static readonly DateTimeOffset Before = DateTimeOffset.UtcNow.AddMinutes(-30);

    [Test]
    public async Task AnEventThatCarriesMetricsIsShownAsAnEvent([Values("Serilog", "Upper", "OpenTelemetry")] string levelNames, [Values] bool quoteStrings)
    {
        var formatter = new CloudWatchJsonFormatter(quoteStrings: quoteStrings, levelNames: levelNames, metrics: [new("Elapsed", "Latency", "Milliseconds", "Shop", [["Customer"]])]);
        var written = Rendered.Text(formatter, Some.LogEvent("Took {Elapsed} ms for {Customer}", level: Serilog.Events.LogEventLevel.Warning, properties: [("Elapsed", 12.5), ("Customer", "ACME")]));
        Aws.Put(Group, "1", [(Before, written)]);
        Aws.Metrics(Group).Should().ContainSingle().Which.Name.Should().Be("Latency");

        var result = await RunAsync(Group, "--since", "1h", "--no-follow", "--template", "{Level:u3} {Message:lj} {Properties}");

        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().ContainSingle().Which.Should().StartWith("WRN Took 12.5 ms for ACME ").And.NotContain("_aws").And.NotContain("Latency").And.NotContain("severity");
    }
}
