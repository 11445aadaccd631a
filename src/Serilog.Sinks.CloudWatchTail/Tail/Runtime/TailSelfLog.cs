using Serilog.Debugging;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

/// <summary>SelfLog's writer is the application's code, and so is what a value's ToString runs: what either throws must not end a tail.</summary>
static class TailSelfLog
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
