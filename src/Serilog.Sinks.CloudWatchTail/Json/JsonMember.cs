namespace Serilog.Sinks.CloudWatchTail.Json;

/// <summary>One member of a JSON object, found but not yet made into anything.</summary>
readonly record struct JsonMember(JsonRange Name, JsonRange Value);
