using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class TestMetricFilter : Operation
{
    // The service's limit on the messages of one test.
    const int MessageLimit = 50;

    public override string Name => "TestMetricFilter";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var patternText = input.String("filterPattern", Shapes.FilterPattern, required: true);
        var messages = input.Strings("logEventMessages", Shapes.TestEventMessage, 1, MessageLimit, required: true);
        if (input.Error is { } error) return error;
        if (!FilterPattern.TryParse(patternText!, out var pattern, out var problem)) return ServiceError.InvalidParameter(problem);

        answer.WriteStartArray("matches"u8);
        for (var i = 0; i < messages!.Count; i++)
        {
            var message = Encoding.UTF8.GetBytes(messages[i]);
            if (!pattern.Matches(message)) continue;
            answer.WriteStartObject();

            // The service counts from 1, whatever the examples in its reference show.
            answer.WriteNumber("eventNumber"u8, i + 1);
            answer.WriteString("eventMessage"u8, messages[i]);
            answer.WriteStartObject("extractedValues"u8);
            foreach (var value in pattern.Extract(message)) answer.WriteString(value.Key, value.Value);
            answer.WriteEndObject();
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        return null;
    }
}
