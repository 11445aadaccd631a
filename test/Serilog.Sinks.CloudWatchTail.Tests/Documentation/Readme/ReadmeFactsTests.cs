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

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Readme;

public partial class ReadmeFactsTests
{
    [Test]
    public void TheTableOfMetricsIsTheMeter()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "Serilog.Sinks.CloudWatchTail") instruments.Add($"{instrument.Name} {instrument.Unit}");
        };
        listener.Start();
        RuntimeHelpers.RunClassConstructor(typeof(SinkMetrics).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(TailMetrics).TypeHandle);

        ReadmeFile.Table("Instrument").Select(row => ReadmeFile.Plain($"{row[0]} {row[1]}")).Should().BeEquivalentTo(instruments);
    }

    [Test]
    public void TheSizesThatTheBillDependsOnAreThoseOfTheEventShown()
    {
        var shown = ReadmeFile.Blocks("json").Select(block => block.Code.Trim()).First(json => json.StartsWith("{\"timestamp\"", StringComparison.Ordinal));
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
        ReadmeFile.Table("Format").Select(row => $"{row[1]} {row[2]}").Should().Equal(expected);
    }

    [Test]
    public void EveryLinkLeadsSomewhere()
    {
        var anchors = Heading().Matches(ReadmeFile.Text).Select(match => Anchor(match.Groups["title"].Value)).ToHashSet();
        foreach (Match link in Link().Matches(ReadmeFile.Text))
        {
            var target = link.Groups["target"].Value;
            if (target.StartsWith('#')) anchors.Should().Contain(target[1..]);
            else if (!target.StartsWith("https://", StringComparison.Ordinal)) Path.Exists(Repository.PathOf(target)).Should().BeTrue("the README links to {0}", target);
        }
    }

    [Test]
    public void TheStatesOfAFailureAreTheOnesNamed()
    {
        foreach (var kind in Enum.GetNames<CloudWatchFailureKind>()) ReadmeFile.Text.Should().Contain(kind);
    }

    static string Anchor(string title) => Punctuation().Replace(title.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("\"(traceId|spanId)\":\"[^\"]*\",")]
    private static partial Regex TraceIds();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
