namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// How a text that comes again and again is written.
enum Fragment : byte
{
    // The inside of a string, with lone surrogates as U+FFFD.
    ClefText,

    // The inside of a string, with lone surrogates as escapes.
    Text,

    // The template of CLEF after another string, with the quote that ends that one.
    ClefTemplate,

    // The template of CloudWatch JSON, the same way.
    Template,

    // A property's name in CLEF, with a comma before it and a colon after it.
    ClefName,

    // A name in CloudWatch JSON that is written as it is, with a colon after it.
    Name,

    // A property's name at the top level of CloudWatch JSON, with a comma before it and a colon after it.
    PropertyName,

    // The same where OpenTelemetry's names of the level are reserved too.
    PropertyNameBesideSeverity
}
