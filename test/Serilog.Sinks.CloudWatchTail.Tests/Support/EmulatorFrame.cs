using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>One event-stream message.</summary>
sealed record EmulatorFrame(IReadOnlyDictionary<string, string> Headers, byte[] Payload, bool PreludeGood, bool MessageGood)
{
    public string? EventType => Headers.GetValueOrDefault(":event-type");

    public JsonElement Json => JsonDocument.Parse(Payload).RootElement;

    public bool Sampled => Json.GetProperty("sessionMetadata").GetProperty("sampled").GetBoolean();

    public IReadOnlyList<JsonElement> Results => Json.GetProperty("sessionResults").EnumerateArray().ToArray();

    public IEnumerable<string> Messages => Results.Select(r => r.GetProperty("message").GetString()!);
}
