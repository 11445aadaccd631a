namespace Serilog.Sinks.CloudWatchTail.Json;

// Where a member of a JSON object is; its value is not parsed yet.
readonly record struct JsonMember(JsonRange Name, JsonRange Value);
