using System.Text;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>What came over the wire.</summary>
sealed record WireRequest(string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Path { get; init; } = "/";

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
