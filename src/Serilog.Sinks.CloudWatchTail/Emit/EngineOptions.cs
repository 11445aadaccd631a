namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>Options of what only the sink's own engine does: elsewhere they would promise what is not kept, and so are refused.</summary>
static class EngineOptions
{
    /// <param name="other">What takes the engine's place.</param>
    public static void RejectWith(CloudWatchSinkOptions options, string other)
    {
        if (options.BytesPerMinuteLimit is { } limit) throw Rejected("bytesPerMinuteLimit", limit);
        if (options.MeasureTemplates) throw Rejected("measureTemplates", true);

        ArgumentException Rejected(string option, object value) => SinkOptionsValidator.Invalid(option, value, $"does not go together with {other}; use WriteTo.CloudWatch");
    }
}
