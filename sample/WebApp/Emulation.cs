using Serilog.Sinks.CloudWatchTail.Emulator;

namespace WebApp;

/// <summary>An emulator in place of AWS, found by the same environment variables as AWS itself: the configuration stays what it is.</summary>
static class Emulation
{
    public static void Use(CloudWatchLogsEmulator aws)
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", aws.ServiceUrl);
        Environment.SetEnvironmentVariable("AWS_REGION", aws.Region);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", aws.Credentials.AccessKeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", aws.Credentials.SecretAccessKey);
    }

    public static void Show(CloudWatchLogsEmulator aws, string logGroup)
    {
        var events = aws.Events(logGroup);
        Console.WriteLine($"{events.Count} events in {logGroup}:");
        foreach (var stored in events) Console.WriteLine($"{stored.LogStreamName} {stored.Message}");
    }
}
