using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.CommandLine;

public class OptionNamesTests
{
    [TestCase("CloudWatchLiveTailOptions.LogStreamNames and LogStreamNamePrefixes cannot be combined.", "--stream and --prefix cannot be combined.")]
    [TestCase("CloudWatchLiveTailOptions.StartTime must not be before 1970", "--since must not be before 1970")]
    [TestCase("CloudWatch sink: logGroup must have 1 to 512 characters. The value is 'Region and Profile'.", "GROUP must have 1 to 512 characters. The value is 'Region and Profile'.")]
    [TestCase("CloudWatch sink: logStream is not a stream template", "STREAM is not a stream template")]
    [TestCase("Region 'x y' is not a region name.", "--region 'x y' is not a region name.")]
    [TestCase("Profile 'Region' is not in the files.", "--profile 'Region' is not in the files.")]
    [TestCase("ServiceUrl 'Profile' is not a URL.", "--endpoint-url 'Profile' is not a URL.")]
    [TestCase("No AWS region was found: set the option Region, the environment variable AWS_REGION.", "No AWS region was found: set the option --region, the environment variable AWS_REGION.")]
    [TestCase("The log group \"LogGroups and Region\" does not exist.", "The log group \"LogGroups and Region\" does not exist.")]
    public void OptionsHaveTheNamesOfTheCommandLineAndValuesStayAsTheyAre(string said, string expected) => OptionNames.In(said).Should().Be(expected);
}
