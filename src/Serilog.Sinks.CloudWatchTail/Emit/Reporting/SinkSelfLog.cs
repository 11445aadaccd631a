using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>What a sink tells SelfLog, under the sink's name.</summary>
static class SinkSelfLog
{
    public static void WriteLine(string format, object? first = null, object? second = null)
    {
        try
        {
            SafeSelfLog.WriteLine("CloudWatch sink: " + format, first, second);
        }
        catch (OutOfMemoryException)
        {
            // Memory is too short for the line; the events that it is about are reported by other ways.
        }
    }
}
