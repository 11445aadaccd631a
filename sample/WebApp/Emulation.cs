using Serilog.Sinks.CloudWatchTail.Emulator;

namespace WebApp;

/// <summary>An emulator in place of AWS, found by the same environment variables as AWS itself: the configuration stays what it is.</summary>
static class Emulation
{
    public static void Use(CloudWatchLogsEmulator aws, string logGroup)
    {
        // Or the tail would find none before the first event, and say so.
        aws.CreateLogGroup(logGroup);
        foreach (var (name, value) in aws.EnvironmentVariables) Environment.SetEnvironmentVariable(name, value);
    }

    public static void Show(CloudWatchLogsEmulator aws, string logGroup)
    {
        var events = aws.Events(logGroup);
        Console.WriteLine($"{events.Count} events in {logGroup}:");
        foreach (var stored in events) Console.WriteLine($"{stored.LogStreamName} {stored.Message}");
    }
}
