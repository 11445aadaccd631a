using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Messages as the sink sends them.</summary>
static class Rendered
{
    const int NoLimit = int.MaxValue;

    public static byte[] Bytes(ITextFormatter formatter, LogEvent logEvent, int sizeLimitBytes = NoLimit)
    {
        using var output = new Utf8Buffer();
        new MessageRenderer(formatter).Render(logEvent, sizeLimitBytes, output);
        return output.WrittenSpan.ToArray();
    }

    public static string Text(ITextFormatter formatter, LogEvent logEvent, int sizeLimitBytes = NoLimit) =>
        Encoding.UTF8.GetString(Bytes(formatter, logEvent, sizeLimitBytes));

    public static string CloudWatchJson(LogEvent logEvent) => Text(new CloudWatchJsonFormatter(), logEvent);

    public static string Clef(LogEvent logEvent) => Text(new ClefFormatter(), logEvent);

    /// <summary>The event that a message is read as.</summary>
    public static LogEvent Read(ReadOnlySpan<byte> message)
    {
        new MessageReader().TryRead(message, DateTimeOffset.UnixEpoch, null, out var logEvent).Should().BeTrue();
        return logEvent!;
    }

    public static LogEvent Read(string message) => Read(Encoding.UTF8.GetBytes(message));

    /// <summary>The names in a JSON object as they are written, escapes and all: .NET refuses those with lone surrogates.</summary>
    public static IEnumerable<string> MemberNames(byte[] json)
    {
        var members = new JsonMembers();
        members.TryIndex(json).Should().BeTrue();
        return members.All.ToArray().Select(member => Encoding.UTF8.GetString(member.Name.Of(json)));
    }
}
