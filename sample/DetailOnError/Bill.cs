using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace DetailOnError;

// What a log group holds, counted as the service bills it: message bytes plus 26 for each event.
record Bill(int Events, int Debug, long Bytes)
{
    public static Bill Of(CloudWatchLogsEmulator aws, string group)
    {
        var messages = aws.Events(group).Select(stored => stored.Message).ToArray();
        return new Bill(messages.Length, messages.Count(IsDebug), messages.Sum(message => Encoding.UTF8.GetByteCount(message) + 26L));
    }

    public static IEnumerable<string> MessagesOfFirstFailure(CloudWatchLogsEmulator aws, string group)
    {
        var events = aws.Events(group).Select(stored => LogEventReader.TryRead(stored.Message, out var read) ? read : null).OfType<Serilog.Events.LogEvent>().ToArray();
        var trace = events.First(e => e.Level == Serilog.Events.LogEventLevel.Debug).TraceId;
        return events.Where(e => e.TraceId == trace).Select(e => $"{e.Level}: {e.RenderMessage()}");
    }

    public override string ToString() => $"{Events} events, {Debug} of them Debug, {Bytes} bytes";

    static bool IsDebug(string message) => LogEventReader.TryRead(message, out var read) && read.Level == Serilog.Events.LogEventLevel.Debug;
}
