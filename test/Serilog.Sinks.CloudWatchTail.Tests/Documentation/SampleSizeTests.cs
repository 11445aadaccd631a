using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

public class SampleSizeTests
{
    [TestCase("RoundTrip", 100)]
    [TestCase("WebApp", 130)]
    [TestCase("DetailOnError", 110)]
    [TestCase("TailWorker", 100)]
    [TestCase("Lambda", 100)]
    public void ASampleIsReadInAMinuteOrTwoAndSaysWhatItIs(string sample, int lines)
    {
        Repository.SourcesIn("sample", sample).Sum(file => System.IO.File.ReadLines(file).Count()).Should().BeLessThan(lines);
        System.IO.File.ReadAllText(Repository.PathOf("sample", sample, "README.md")).Should().Contain($"dotnet run -c Release --project sample/{sample}");
    }
}
