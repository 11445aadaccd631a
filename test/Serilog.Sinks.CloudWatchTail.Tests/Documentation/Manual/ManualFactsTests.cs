using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Serilog.Formatting.Display;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

public partial class ManualFactsTests
{
    [Test]
    public void TheTableOfMetricsIsTheMeter()
    {
        RuntimeHelpers.RunClassConstructor(typeof(SinkMetrics).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(TailMetrics).TypeHandle);
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            // Another test may have loaded copies of the library, each with meters of its own.
            if (instrument.Meter == SinkMetrics.Meter || instrument.Meter == TailMetrics.Meter) instruments.Add($"{instrument.Name} {instrument.Unit}");
        };
        listener.Start();

        ManualPages.Table("Instrument").Select(row => ManualPages.Plain($"{row[0]} {row[1]}")).Should().BeEquivalentTo(instruments);
    }

    [Test]
    public void TheSizesThatTheBillDependsOnAreThoseOfTheEventShown()
    {
        var shown = ManualPages.Blocks("json").Select(block => block.Code.Trim()).First(json => json.StartsWith("{\"timestamp\"", StringComparison.Ordinal));
        LogEventReader.TryRead(TraceIds().Replace(shown, ""), out var logEvent).Should().BeTrue();
        var formatters = new ITextFormatter[]
        {
            new CloudWatchJsonFormatter(),
            new CloudWatchJsonFormatter(writeMessage: false),
            new ClefFormatter(),
            new MessageTemplateTextFormatter("{Timestamp:O} [{Level:u3}] {Message:lj}", CultureInfo.InvariantCulture),
        };

        var expected = formatters.Select(formatter =>
        {
            using var written = new StringWriter();
            formatter.Format(logEvent!, written);
            var bytes = Encoding.UTF8.GetByteCount(written.ToString().Trim());
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} ${bytes * 0.5e-3:0.00}");
        });
        ManualPages.Table("Format").Select(row => $"{row[1]} {row[2]}").Should().Equal(expected);
    }

    [TestCaseSource(typeof(ManualPages), nameof(ManualPages.All))]
    public void EveryLinkLeadsSomewhere(object from)
    {
        var page = (ManualPage)from;
        foreach (var target in page.Links.Where(target => !target.StartsWith("https://", StringComparison.Ordinal)))
        {
            var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
            var file = Path.GetFullPath(Path.Combine(Repository.PathOf(page.Folder), path.Length > 0 ? path : Path.GetFileName(page.Path)));
            Path.Exists(file).Should().BeTrue("{0} links to {1}", page, target);
            if (anchor is null) continue;
            var to = ManualPages.All.Single(other => Repository.PathOf(other.Path.Split('/')) == file);
            to.HasAnchor(anchor).Should().BeTrue("{0} links to {1}", page, target);
        }
    }

    [Test]
    public void TheReadmeIsReadInFiveMinutes() => ManualPages.Readme.Text.Split('\n').Length.Should().BeLessThan(230);

    [Test]
    public void EveryPageOfTheReferenceIsLinkedFromTheReadme() =>
        ManualPages.All.Skip(1).Select(page => page.Path).Should().BeSubsetOf(ManualPages.Readme.Links);

    [Test]
    public void TheStatesOfAFailureAreTheOnesNamed()
    {
        foreach (var kind in Enum.GetNames<CloudWatchFailureKind>()) ManualPages.Text.Should().Contain(kind);
    }

    [Test]
    public void TheTableOfNoticesHasEachTypeOnce() =>
        ManualPages.Table("Notice").SelectMany(row => ManualPages.Plain(row[0]).Split(", ")).Should().BeEquivalentTo(
            typeof(CloudWatchLiveTailNotice).GetNestedTypes().Select(type => type.Name));

    [Test]
    public void TheStatesOfATailAreTheOnesNamed()
    {
        var page = ManualPages.Library.Single(p => p.Path.EndsWith("live-tail.md", StringComparison.Ordinal));
        foreach (var state in Enum.GetNames<CloudWatchLiveTailState>()) page.Text.Should().Contain($"`{state}`");
    }

    [Test]
    public void TheLastOptionsOfTheSinkAreThoseOfTheConnection() =>
        ManualPages.Table("Option (sink)").Select(row => ManualPages.Plain(row[0])).TakeLast(7).Should().BeEquivalentTo(
            OptionDefaults.Of(typeof(CloudWatchConnectionOptions)).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]));

    [GeneratedRegex("\"(traceId|spanId)\":\"[^\"]*\",")]
    private static partial Regex TraceIds();
}
