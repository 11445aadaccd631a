namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>One part of a stream template: literal text, the event's date, a property of the event, or its thread.</summary>
/// <param name="Text">The literal, or the name of the property; an event's own property goes before its thread.</param>
readonly record struct StreamToken(StreamTokenKind Kind, string Text, string? Format = null, string? Default = null);
