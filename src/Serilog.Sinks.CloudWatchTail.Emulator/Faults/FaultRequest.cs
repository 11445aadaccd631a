using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Faults;

// A fault as the admin endpoint accepts it: the methods of FaultSelection by name.
static class FaultRequest
{
    static readonly StringShape Text = new();
    static readonly StringShape Kind = new(Values:
    [
        "throttle", "reject", "status", "delay", "hold", "cutBeforeStoring", "cutAfterStoring", "cutMidAnswer", "neverAnswer", "cutMidFrame", "cutBetweenFrames",
        "endCleanly", "goSilent", "corruptMessageChecksum", "corruptPreludeChecksum", "endWithException", "endWithError", "sendUnknownEvent",
        "loseEvents", "expireSession",
    ]);

    static readonly string[] Members =
    [
        "fault", "operation", "times", "untilCleared", "after", "logGroupName", "logStreamName", "afterUpdates", "withEvents", "code", "message", "status", "body",
        "delayMilliseconds", "store",
    ];

    public static Fault? Set(FaultScript faults, RequestInput input, out ServiceError? error)
    {
        var kind = input.String("fault", Kind, required: true);
        var operation = input.String("operation", Text);
        var times = input.Int("times", 1) ?? 1;
        var untilCleared = input.Bool("untilCleared") ?? false;
        var after = input.Int("after", 0) ?? 0;
        var group = input.String("logGroupName", Text);
        var stream = input.String("logStreamName", Text);
        var afterUpdates = input.Int("afterUpdates", 0) ?? 0;
        var withEvents = input.Bool("withEvents") ?? false;
        var code = input.String("code", Text);
        var message = input.String("message", Text);
        var status = input.Int("status", 200, 599);
        var body = input.String("body", Text);
        var delay = input.Int("delayMilliseconds", 0) ?? 0;
        var store = input.Bool("store") ?? false;
        if ((error = input.Error ?? input.CheckMembers(Members)) is not null) return null;

        var selection = operation is null ? faults.OnAny() : faults.On(operation);
        selection.Times(times).After(after).AfterUpdates(afterUpdates);
        if (untilCleared) selection.UntilCleared();
        if (group is not null) selection.ForGroup(group);
        if (stream is not null) selection.ForStream(stream);
        if (withEvents) selection.WithEvents();
        return kind switch
        {
            "throttle" => selection.Throttle(),
            "reject" => selection.Reject(code ?? "InvalidParameterException", message ?? "Rejected by a fault.", status ?? 400),
            "status" => selection.Status(status ?? 500, body),
            "delay" => selection.Delay(TimeSpan.FromMilliseconds(delay)),
            "hold" => selection.Hold(),
            "cutBeforeStoring" => selection.CutBeforeStoring(),
            "cutAfterStoring" => selection.CutAfterStoring(),
            "cutMidAnswer" => selection.CutMidAnswer(),
            "neverAnswer" => selection.NeverAnswer(store),
            "cutMidFrame" => selection.CutMidFrame(),
            "cutBetweenFrames" => selection.CutBetweenFrames(),
            "endCleanly" => selection.EndCleanly(),
            "goSilent" => selection.GoSilent(),
            "corruptMessageChecksum" => selection.CorruptMessageChecksum(),
            "corruptPreludeChecksum" => selection.CorruptPreludeChecksum(),
            "endWithException" => selection.EndWithException(code ?? "SessionStreamingException", message ?? "An unknown error occurred."),
            "endWithError" => selection.EndWithError(code ?? "InternalFailure", message ?? "An internal failure occurred."),
            "sendUnknownEvent" => selection.SendUnknownEvent(code ?? "sessionWeather"),
            "loseEvents" => selection.LoseEvents(),
            _ => selection.ExpireSession(),
        };
    }
}
