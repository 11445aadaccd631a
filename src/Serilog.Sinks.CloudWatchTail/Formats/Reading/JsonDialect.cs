namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// How a format marks the type of a structure.
enum JsonDialect : byte
{
    // The last member is $type.
    Clef,

    // The last member is $type, and a property of that name gets an additional underscore in front.
    CloudWatch,

    // The last member is _typeTag.
    SerilogJson
}
