using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.FilterPatterns;

public sealed class ExtractedValueTests
{
    const string Access = """127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /products/index.html HTTP/1.0" 404 1534""";

    [Test]
    public void NamedFieldsHaveTheirNames() => Extract("[ip, identity, user_id, timestamp, request, status_code, size]", Access).Should().Equal(new Dictionary<string, string>
    {
        ["$ip"] = "127.0.0.1",
        ["$identity"] = "-",
        ["$user_id"] = "frank",
        ["$timestamp"] = "10/Oct/2000:13:25:15 -0700",
        ["$request"] = "GET /products/index.html HTTP/1.0",
        ["$status_code"] = "404",
        ["$size"] = "1534",
    });

    [Test]
    public void TheOthersHaveTheirPlaces() => Extract("[..., request=*.html*, status_code=4*,]", Access).Should().Equal(new Dictionary<string, string>
    {
        ["$1"] = "127.0.0.1",
        ["$2"] = "-",
        ["$3"] = "frank",
        ["$4"] = "10/Oct/2000:13:25:15 -0700",
        ["$request"] = "GET /products/index.html HTTP/1.0",
        ["$status_code"] = "404",
        ["$7"] = "1534",
    });

    [Test]
    public void AnEmptyPatternNumbersThemAll() => Extract("[]", Access).Should().HaveCount(7).And.Contain("$7", "1534");

    [Test]
    public void TheLastFieldTakesTheRestAsItStands() =>
        Extract("[ip, rest]", Access)["$rest"].Should().Be("""- frank [10/Oct/2000:13:25:15 -0700] "GET /products/index.html HTTP/1.0" 404 1534""");

    [TestCase("ERROR", "ERROR")]
    [TestCase("{ $.a = 1 }", """{"a":1}""")]
    public void OtherPatternsExtractNothing(string pattern, string message) => Extract(pattern, message).Should().BeEmpty();

    [Test]
    public void WhatIsNotClosedIsAWordLikeOthers() =>
        Extract("[]", "a \"b c [d").Should().Equal(new Dictionary<string, string> { ["$1"] = "a", ["$2"] = "\"b", ["$3"] = "c", ["$4"] = "[d" });

    static IReadOnlyDictionary<string, string> Extract(string pattern, string message)
    {
        FilterPattern.TryParse(pattern, out var parsed, out _).Should().BeTrue();
        return parsed!.Extract(Encoding.UTF8.GetBytes(message));
    }
}
