using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Validates the options and creates a sink from them.
static class SinkFactory
{
    public static BatchedCloudWatchSink CreateBatched(CloudWatchSinkOptions options)
    {
        options = options.Copy();
        var template = Check(options);

        // Everything behind the sink outlives the call that configures it, whose context must not stick to a loop, a timer or a connection.
        if (ExecutionContext.IsFlowSuppressed()) return Create();
        using (ExecutionContext.SuppressFlow()) return Create();

        BatchedCloudWatchSink Create() => Build(options, client => new BatchedCloudWatchSink(options, client, template, new MessageRenderer(FormatterOf(options))));
    }

    public static OfferedBatches CreateOffered(CloudWatchSinkOptions options)
    {
        options = options.Copy();
        var template = Check(options);
        if (options.BufferBaseFilename is not null)
            throw SinkOptionsValidator.Invalid("bufferBaseFilename", options.BufferBaseFilename, "cannot be combined with Serilog's batching, which keeps events in memory; use WriteTo.CloudWatch");
        EngineOptions.RejectWith(options, "Serilog's batching");
        return Build(options, client => new OfferedBatches(options, client, template, new MessageRenderer(FormatterOf(options))));
    }

    public static AuditCloudWatchSink CreateAudit(CloudWatchSinkOptions options)
    {
        options = options.Copy();
        var template = Check(options);
        EngineOptions.RejectWith(options, "AuditTo");
        return Build(options, client => new AuditCloudWatchSink(options, client, template, new MessageRenderer(FormatterOf(options))));
    }

    // The fallback's configuration is user code and may throw after the client was created.
    static TSink Build<TSink>(CloudWatchSinkOptions options, Func<ICloudWatchLogsClient, TSink> build)
    {
        var client = CreateClient(options);
        try
        {
            return build(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    static StreamNameTemplate Check(CloudWatchSinkOptions options)
    {
        SinkOptionsValidator.Validate(options);
        if (string.IsNullOrEmpty(options.LogStream))
            throw SinkOptionsValidator.Invalid("logStream", options.LogStream, "must be a template of 1 to 512 characters; leave it out for the default");
        if (!StreamNameTemplate.TryParse(options.LogStream, StreamConstants.OfThisProcess(options.Randomizer, options.ReadVariable), out var template, out var error))
            throw SinkOptionsValidator.Invalid("logStream", options.LogStream, $"is not a stream template: {error}");
        template = template.After(options.LogStreamSelector);
        foreach (var line in IdleOptions.Of(options, template)) SinkSelfLog.WriteLine("CloudWatch sink for {0}: {1}", options.LogGroup, line);
        return template;
    }

    static ICloudWatchLogsClient CreateClient(CloudWatchSinkOptions options) =>
        options.ClientFactory is { } factory
            ? factory(options.Connection, options.TimeProvider)
            : CloudWatchLogsClient.Create(options.Connection, options.TimeProvider);

    static ITextFormatter FormatterOf(CloudWatchSinkOptions options) =>
        options.Formatter
        ?? (options.OutputTemplate is { } template
            ? new MessageTemplateTextFormatter(template, options.FormatProvider)
            : new CloudWatchJsonFormatter(formatProvider: options.FormatProvider));
}
