using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

/// <summary>Every setting of the two other sinks has its counterpart in the manual, and that counterpart exists.</summary>
public partial class ManualMigrationTests
{
    const string AwsCloudWatch = """
        LogGroupName logGroup logGroupName LogStreamNameProvider logStreamNameProvider logStreamPrefix logStreamNamePrefix appendHostName appendUniqueInstanceGuid TextFormatter
        textFormatter LogEventRenderer logEventRenderer rendererType MinimumLogEventLevel restrictedToMinimumLevel minimumLogEventLevel BatchSizeLimit
        batchSizeLimit Period batchUploadPeriodInSeconds period QueueSizeLimit queueSizeLimit CreateLogGroup createLogGroup LogGroupRetentionPolicy
        logGroupRetentionPolicy LogGroupRetention RetryAttempts maxRetryAttempts cloudWatchClient accessKey secretAccessKey regionName
        """;

    const string AwsLogger = """
        LogGroup DisableLogGroupCreation NewLogGroupRetentionInDays Profile ProfilesLocation Credentials Region ServiceUrl AuthenticationRegion
        BatchPushInterval BatchSizeInBytes BatchPushSizeInBytes MaxQueuedMessages LogStreamName LogStreamNamePrefix LogStreamNameSuffix IncludeTimestampInLogStreamName LibraryLogErrors
        LibraryLogFileName FlushTimeout textFormatter iFormatProvider restrictedToMinimumLevel
        """;

    [TestCase("Serilog.Sinks.AwsCloudWatch", AwsCloudWatch)]
    [TestCase("AWS.Logger.SeriLog", AwsLogger)]
    public void EachSettingOfTheOtherSinkHasACounterpart(string sink, string settings)
    {
        var rows = ManualPages.Table("There", under: $"From {sink}");
        var named = rows.SelectMany(row => Code().Matches(row[0]).Select(match => match.Value)).ToArray();
        named.Should().Contain(settings.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        rows.Should().OnlyContain(row => row[1].Length > 0 && !row[1].Contains("no equivalent", StringComparison.OrdinalIgnoreCase) && row[1] != "-");
    }

    [TestCase("Serilog.Sinks.AwsCloudWatch")]
    [TestCase("AWS.Logger.SeriLog")]
    public void EachCounterpartIsAnOption(string sink)
    {
        var options = ManualPages.Table("Option (sink)").Select(row => ManualPages.Plain(row[0])).ToArray();
        var words = ManualPages.Table("There", under: $"From {sink}").SelectMany(row => Option().Matches(row[1]).Select(match => match.Value)).ToArray();
        words.Should().HaveCountGreaterThan(8);

        // A member of the JSON, and no option.
        words.Where(word => word != "exception").Should().BeSubsetOf(options);
    }

    [GeneratedRegex("(?<=`)[^`]+(?=`)")]
    private static partial Regex Code();

    [GeneratedRegex("(?<=`)[a-z][A-Za-z]+(?=[`:])")]
    private static partial Regex Option();
}
