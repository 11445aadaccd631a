namespace Serilog.Sinks.CloudWatchTail.Json;

// One member of a JSON object, found but not yet made into anything.
readonly record struct JsonMember(JsonRange Name, JsonRange Value);
