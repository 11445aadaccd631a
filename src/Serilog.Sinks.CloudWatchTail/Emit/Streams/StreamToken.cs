namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>One part of a stream template: literal text, the event's date, or a property of the event.</summary>
/// <param name="Text">The literal, or the name of the property.</param>
readonly record struct StreamToken(StreamTokenKind Kind, string Text, string? Format = null, string? Default = null);
