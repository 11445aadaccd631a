namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// One part of a stream template: literal text, the event's date, a property of the event, or its thread. Text is the literal or the property's name;
// an event's own property takes precedence over its thread.
sealed record StreamToken(StreamTokenKind Kind, string Text, string? Format = null, string? Default = null);
