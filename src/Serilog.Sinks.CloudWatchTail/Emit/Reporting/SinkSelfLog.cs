using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Writes to SelfLog under the sink's name.
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
            // There is not enough memory for the line; the events that it describes are reported in other ways.
        }
    }
}
