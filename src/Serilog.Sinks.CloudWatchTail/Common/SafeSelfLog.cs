using Serilog.Debugging;

namespace Serilog.Sinks.CloudWatchTail.Common;

// Writes to SelfLog without ever throwing. SelfLog's writer belongs to the application and may be closed already, and formatting an argument may run
// the application's ToString: an exception from either must not end the sink's loop or a tail, or reach a caller of Emit.
static class SafeSelfLog
{
    public static void WriteLine(string format, object? first = null, object? second = null)
    {
        try
        {
            SelfLog.WriteLine(format, first, second);
        }
        catch (Exception)
        {
            // There is nowhere left to report to.
        }
    }
}
