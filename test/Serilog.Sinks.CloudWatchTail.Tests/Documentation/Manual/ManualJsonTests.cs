using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tail;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

[NonParallelizable]
public class ManualJsonTests
{
    [Test]
    public void EachConfigurationOfTheSinkMakesOne()
    {
        using var environment = new EnvironmentScope(("AWS_REGION", "eu-west-1"));
        using var complaints = new SelfLogCollector();
        using var folder = new TempFolder();
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.FullName;
        try
        {
            foreach (var block in BlocksWith("Serilog"))
            {
                var others = LiveSinks.All().Count();
                using (new LoggerConfiguration().ReadFrom.Configuration(Load(block.Code)).CreateLogger())
                    LiveSinks.All().Should().HaveCount(others + 1, "of {0}", block);
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        complaints.Lines.Should().BeEmpty();
    }

    [Test]
    public void ItsArgumentsAreParametersOfTheSink()
    {
        var parameters = typeof(CloudWatchLoggerConfigurationExtensions).GetMethods()
            .Where(m => m.GetParameters().FirstOrDefault()?.ParameterType == typeof(LoggerSinkConfiguration))
            .SelectMany(m => m.GetParameters().Skip(1)).Select(p => p.Name).ToHashSet();
        foreach (var block in BlocksWith("Serilog"))
        foreach (var sink in Load(block.Code).GetSection("Serilog:WriteTo").GetChildren().Where(s => s["Name"] == "CloudWatch"))
            sink.GetSection("Args").GetChildren().Select(a => a.Key).Should().BeSubsetOf(parameters, "of {0}", block);
    }

    [Test]
    public void EachConfigurationOfTheTailIsOne()
    {
        foreach (var block in BlocksWith("CloudWatchLiveTail"))
        {
            var options = new CloudWatchLiveTailOptions();
            Load(block.Code).GetSection("CloudWatchLiveTail").Bind(options, binding => binding.ErrorOnUnknownConfiguration = true);
            TailOptionsValidator.Validate(options);
            options.LogGroups.Should().NotBeEmpty();
        }
    }

    [Test]
    public void PoliciesNameTheActionsOfThisPackageAlone()
    {
        string[] sink = ["CreateLogStream", "PutLogEvents", "CreateLogGroup", "PutRetentionPolicy", "TagResource"];
        string[] tail = ["StartLiveTail", "FilterLogEvents", "DescribeLogGroups"];
        var named = BlocksWith("Statement")
            .SelectMany(block => JsonDocument.Parse(block.Code).RootElement.GetProperty("Statement").EnumerateArray())
            .Select(statement => statement.GetProperty("Action"))
            .SelectMany(action => action.ValueKind == JsonValueKind.Array ? action.EnumerateArray().Select(a => a.GetString()) : [action.GetString()]);
        named.Should().BeEquivalentTo(sink.Concat(tail).Select(action => $"logs:{action}"));
    }

    [Test]
    public void TheEventsAreWhatTheFormattersWrite()
    {
        foreach (var (member, formatter) in new (string, ITextFormatter)[] { ("timestamp", new CloudWatchJsonFormatter()), ("@t", new ClefFormatter()) })
        foreach (var block in BlocksWith(member))
        {
            LogEventReader.TryRead(block.Code.Trim(), out var logEvent).Should().BeTrue();
            using var written = new StringWriter();
            formatter.Format(logEvent!, written);
            written.ToString().Trim().Should().Be(block.Code.Trim(), "of {0}", block);
        }
    }

    [Test]
    public void NoBlockGoesUnchecked() =>
        ManualPages.Blocks("json").Count().Should().Be(new[] { "Serilog", "CloudWatchLiveTail", "Statement", "timestamp", "@t" }.Sum(member => BlocksWith(member).Count()));

    static IEnumerable<ManualBlock> BlocksWith(string member) =>
        ManualPages.Blocks("json").Where(block => JsonDocument.Parse(block.Code).RootElement.TryGetProperty(member, out _));

    static IConfigurationRoot Load(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
