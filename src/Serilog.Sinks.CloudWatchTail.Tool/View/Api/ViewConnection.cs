namespace Serilog.Sinks.CloudWatchTail.Tool.View.Api;

// Where the events come from, as far as it is known before the first session: region and endpoint may be the SDK's choice.
sealed record ViewConnection(string? Region, string? Endpoint)
{
    public static string? RegionOfEnvironment => Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");
}
