using Serilog.Debugging;

namespace Serilog.Sinks.CloudWatchTail.Common;

// SelfLog's writer is the application's code, often closed already, and so is what a value's ToString runs: what either throws must end no loop and no
// tail, and reach no caller of Emit.
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
            // There is no further place to report to.
        }
    }
}
