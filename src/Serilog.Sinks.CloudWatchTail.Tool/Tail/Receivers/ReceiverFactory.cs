using Serilog.Configuration;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.OpenTelemetry;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Receivers;

// Creates the receiver for a --to option.
static class ReceiverFactory
{
    // More than any history that a user would send; beyond their own limits the sinks drop events silently.
    const int QueueLimit = 10_000_000;

    const string Forms = "seq=URL, otlp=URL or file=PATH";

    // Throws UsageException if the kind is unknown or the URL invalid.
    public static Receiver Create(string to, Action<string> say)
    {
        if (to.Split('=', 2) is not [var kind, { Length: > 0 } where]) throw new UsageException($"--to '{to}' is not a valid receiver: give {Forms}.");
        Action<LoggerSinkConfiguration> write = kind.ToLowerInvariant() switch
        {
            "seq" => sinks => sinks.Seq(UrlOf(to, where), queueSizeLimit: QueueLimit, apiKey: Environment.GetEnvironmentVariable("SEQ_API_KEY")),
            "otlp" => sinks => sinks.OpenTelemetry(options => ConfigureOtlp(options, UrlOf(to, where))),
            "file" => sinks => sinks.File(new ClefFormatter(), where, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, retainedFileCountLimit: null),
            _ => throw new UsageException($"--to '{to}' is not a valid receiver: give {Forms}."),
        };

        var name = $"--to {kind}";
        var failures = new ReceiverFailures(name, say);
        try
        {
            var logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Fallible(write, failures).CreateLogger();
            return new Receiver(name, logger, failures) { Unheard = name == "--to otlp" ? failures : null };
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"--to '{to}' cannot be used: {exception.Message}", exception);
        }
    }

    static void ConfigureOtlp(BatchedOpenTelemetrySinkOptions options, string url)
    {
        options.Endpoint = url;
        // OTLP over HTTP uses port 4318. gRPC uses 4317, and its URLs have no path.
        options.Protocol = new Uri(url) is { Port: 4318 } or { AbsolutePath: not "/" } ? OtlpProtocol.HttpProtobuf : OtlpProtocol.Grpc;
        options.BatchingOptions.QueueLimit = QueueLimit;
        options.ResourceAttributes = new Dictionary<string, object> { ["service.name"] = "cwtail" };
    }

    static string UrlOf(string to, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text
            : throw new UsageException($"--to '{to}' has no valid URL: give one such as http://localhost:5341.");
}
