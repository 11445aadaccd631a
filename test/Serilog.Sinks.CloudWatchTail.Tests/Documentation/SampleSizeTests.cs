using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

public class SampleSizeTests
{
    [TestCase("RoundTrip")]
    [TestCase("WebApp")]
    [TestCase("TailWorker")]
    [TestCase("Lambda")]
    public void ASampleIsReadInAMinuteAndSaysWhatItIs(string sample)
    {
        Repository.SourcesIn("sample", sample).Sum(file => System.IO.File.ReadLines(file).Count()).Should().BeLessThan(100);
        System.IO.File.ReadAllText(Repository.PathOf("sample", sample, "README.md")).Should().Contain($"dotnet run -c Release --project sample/{sample}");
    }
}
