using Serilog.Debugging;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>SelfLog is user code too, often a writer that is closed already: what it throws must end no loop and reach no caller of Emit.</summary>
static class SafeSelfLog
{
    public static void WriteLine(string format, object? first = null, object? second = null)
    {
        try
        {
            SelfLog.WriteLine("CloudWatch sink: " + format, first, second);
        }
        catch (Exception)
        {
            // There is no further place to report to.
        }
    }
}
