namespace Serilog.Sinks.CloudWatchTail.Emit;

// Rejects options that only the sink's own engine implements; elsewhere they would promise something that is not kept.
static class EngineOptions
{
    // other names the replacement of the engine.
    public static void RejectWith(CloudWatchSinkOptions options, string other)
    {
        if (options.BytesPerMinuteLimit is { } limit) throw Rejected("bytesPerMinuteLimit", limit);
        if (options.DetailLevel is { } level) throw Rejected("detailLevel", level);
        if (options.MeasureTemplates) throw Rejected("measureTemplates", true);

        ArgumentException Rejected(string option, object value) => SinkOptionsValidator.Invalid(option, value, $"cannot be combined with {other}; use WriteTo.CloudWatch");
    }
}
