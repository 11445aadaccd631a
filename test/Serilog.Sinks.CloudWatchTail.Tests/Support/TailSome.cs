using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Values for tests of the tail, where it does not matter which.</summary>
static class TailSome
{
    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static string Arn(string name, string account = "123456789012") => $"arn:aws:logs:eu-west-1:{account}:log-group:{name}";

    public static TailedGroup Group(string name = "/shop/orders", string account = "123456789012")
    {
        LogGroupArn.TryParse(Arn(name, account), out var arn).Should().BeTrue();
        return new TailedGroup(arn!);
    }

    public static EventOrigin Origin(string group = "/shop/orders", string stream = "s", bool sampled = false, bool backfilled = false) =>
        new(Arn(group), group, stream, Time, "eu-west-1", sampled, backfilled);

    public static TailedMessage Message(string text = "m") => new(Origin(), Time.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(text));

    public static LiveTailEvent Live(string text, DateTimeOffset? time = null, string stream = "s", string group = "/shop/orders") =>
        new(group, stream, (time ?? Time).ToUnixTimeMilliseconds(), (time ?? Time).ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(text));

    public static LiveTailUpdate Update(params string[] texts) => new(false, new ArraySegment<LiveTailEvent>([.. texts.Select(text => Live(text))]));

    public static FilteredLogEvent Found(string text, string id, DateTimeOffset? time = null, DateTimeOffset? ingested = null, string stream = "s") =>
        new(stream, (time ?? Time).ToUnixTimeMilliseconds(), (ingested ?? time ?? Time).ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(text), id);

    public static string Text(TailedMessage message) => Encoding.UTF8.GetString(message.Message.Span);

    public static LogEvent Event(string template = "Hello", EventOrigin? origin = null, LogEventLevel level = LogEventLevel.Information, params LogEventProperty[] properties)
    {
        var parsed = new MessageTemplateParser().Parse(template);
        return new LogEvent(Time, level, exception: null, origin is null ? parsed : new TailedMessageTemplate(parsed, origin), properties);
    }
}
