namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

public class ManualCodeTests
{
    static IEnumerable<TestCaseData> Snippets() =>
        ManualPages.Blocks("csharp").Select(block => new TestCaseData(block).SetArgDisplayNames(block.ToString()));

    [TestCaseSource(nameof(Snippets))]
    public void ASnippetCompilesAsItStands(object snippet)
    {
        var block = (ManualBlock)snippet;
        SnippetCompiler.ErrorsOf(block.Code, isComplete: block.Page == ManualPages.Readme).Should().BeEmpty();
    }

    [Test]
    public void AMisspeltNameWouldBeFound() =>
        SnippetCompiler.ErrorsOf("Log.Logger = new LoggerConfiguration().WriteTo.CloudWatch(logGruop: \"/a\").CreateLogger();", isComplete: false).Should().NotBeEmpty();
}
