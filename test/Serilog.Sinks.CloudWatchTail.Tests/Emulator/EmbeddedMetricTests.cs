using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

/// <summary>The metrics that CloudWatch would take from stored events.</summary>
class EmbeddedMetricTests : EmulatorTest
{
    const string Directive = """{"Namespace":"Shop","Dimensions":[["Service"],[]],"Metrics":[{"Name":"Elapsed","Unit":"Milliseconds"}]}""";

    [Test]
    public void AMetricIsThereOnceForEachSetOfDimensions()
    {
        Aws.Put(Group, Stream, Document(Directive, "\"Elapsed\":[1,2.5],\"Service\":\"web\""), "text about CloudWatchMetrics", "{\"CloudWatchMetrics\":1}", "{\"_aws\":{\"Timestamp\":1}}");

        Aws.MetricErrors(Group).Should().BeEmpty();
        Aws.Metrics(Group).Select(m => $"{m.Namespace}/{m.Name} {m.Unit} {string.Join('+', m.Values)} at {m.Timestamp:O} every {m.StorageResolution}, {string.Join(',', m.Dimensions)}").Should().Equal(
            "Shop/Elapsed Milliseconds 1+2.5 at 2026-08-01T00:00:00.0000000+00:00 every 60, [Service, web]",
            "Shop/Elapsed Milliseconds 1+2.5 at 2026-08-01T00:00:00.0000000+00:00 every 60, ");
        Aws.Metrics("/none").Should().BeEmpty();
    }

    static IEnumerable<TestCaseData> Broken()
    {
        const string Values = "\"Elapsed\":1,\"Service\":\"web\"";
        yield return Case("Timestamp is no number", Document(Directive, Values).Replace("1785542400000", "\"now\""));
        yield return Case("CloudWatchMetrics is no array", Document("{}", Values).Replace("[{}]", "{}"));
        yield return Case("Namespace is missing", Document(Directive.Replace("Namespace", "Space"), Values));
        yield return Case("Namespace has not 1 to 1024 characters", Document(Directive.Replace("Shop", ""), Values));
        yield return Case("Namespace has a character that is not printable ASCII", Document(Directive.Replace("Shop", "Läden"), Values));
        yield return Case("the dimension Service has a character that is not printable ASCII", Document(Directive, "\"Elapsed\":1,\"Service\":\"a\\nb\""));
        yield return Case("the dimension :S begins with a colon", Document(Directive.Replace("Service", ":S"), "\"Elapsed\":1,\":S\":\"web\""));
        yield return Case("Dimensions is no array", Document(Directive.Replace("[[\"Service\"],[]]", "{}"), Values));
        yield return Case("Dimensions has no set", Document(Directive.Replace("[[\"Service\"],[]]", "[]"), Values));
        yield return Case("a set has more than 30 dimensions", Document(Directive.Replace("[\"Service\"]", $"[{string.Join(',', Enumerable.Repeat("\"Service\"", 31))}]"), Values));
        yield return Case("the dimension Service is no member", Document(Directive, "\"Elapsed\":1"));
        yield return Case("the dimension Service is no string", Document(Directive, "\"Elapsed\":1,\"Service\":1"));
        yield return Case("Metrics has more than 100 entries", Document(Directive.Replace("{\"Name\":\"Elapsed\"", $"{string.Concat(Enumerable.Repeat("{\"Name\":\"Elapsed\"},", 100))}{{\"Name\":\"Elapsed\""), Values));
        yield return Case("the metric Elapsed is no member", Document(Directive, "\"Service\":\"web\""));
        yield return Case("the metric Elapsed has 0 values", Document(Directive, "\"Elapsed\":[],\"Service\":\"web\""));
        yield return Case("the metric Elapsed has 101 values", Document(Directive, $"\"Elapsed\":[{string.Join(',', Enumerable.Repeat(1, 101))}],\"Service\":\"web\""));
        yield return Case("a value of the metric Elapsed is no number", Document(Directive, "\"Elapsed\":\"1\",\"Service\":\"web\""));
        yield return Case("a value of the metric Elapsed is out of range", Document(Directive, "\"Elapsed\":1e300,\"Service\":\"web\""));
        yield return Case("ms is no unit", Document(Directive.Replace("Milliseconds", "ms"), Values));
        yield return Case("StorageResolution is neither 1 nor 60", Document(Directive.Replace("\"Unit\":\"Milliseconds\"", "\"StorageResolution\":30"), Values));
        yield return Case("the member Elapsed is there twice", Document(Directive, Values + ",\"Elapsed\":2"));
        yield return Case("the document is larger than 1048576 bytes", Document(Directive, Values + $",\"Text\":\"{new string('x', 1024 * 1024)}\""));

        static TestCaseData Case(string error, string message) => new TestCaseData(error, message).SetArgDisplayNames(error);
    }

    [TestCaseSource(nameof(Broken))]
    public void OfADocumentThatBreaksARuleNothingIsTakenAndTheRuleIsSaid(string error, string message)
    {
        Aws.Put(Group, Stream, message);
        Aws.MetricErrors(Group).Should().Equal(error);
        Aws.Metrics(Group).Should().BeEmpty();
    }

    static string Document(string directive, string members) => $$"""{"_aws":{"Timestamp":1785542400000,"CloudWatchMetrics":[{{directive}}]},{{members}}}""";
}
