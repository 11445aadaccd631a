using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The tool, with an emulator in its environment.</summary>
static class Cwtail
{
    /// <summary>Where the tool's own build is: beside these tests it would miss what they find in the framework.</summary>
    public static string ProgramFile { get; } = Repository.ProgramFile("src", "Serilog.Sinks.CloudWatchTail.Tool", "cwtail.dll");

    public static ProgramRun Start(CloudWatchLogsEmulator? aws, params string[] arguments) => ProgramRun.Start(ProgramFile, EnvironmentFor(aws), arguments);

    /// <summary>Runs it to its end, with the text as its standard input.</summary>
    public static async Task<ProgramResult> RunAsync(CloudWatchLogsEmulator? aws, string[] arguments, string input = "")
    {
        await using var tool = Start(aws, arguments);
        await tool.Input.WriteAsync(input);
        tool.Input.Close();
        return await tool.EndAsync();
    }

    public static (string Name, string? Value)[] EnvironmentFor(CloudWatchLogsEmulator? aws) =>
    [
        ("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", aws?.ServiceUrl),
        ("AWS_REGION", aws?.Region ?? "us-east-1"),
        ("AWS_ACCESS_KEY_ID", aws?.Credentials.AccessKeyId ?? "test"),
        ("AWS_SECRET_ACCESS_KEY", aws?.Credentials.SecretAccessKey ?? "test"),
        ("AWS_SESSION_TOKEN", null),
        ("AWS_PROFILE", null),
        ("NO_COLOR", null),
        ("TZ", "UTC"),
    ];
}
