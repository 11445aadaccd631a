namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>How a format says what a structure's type is.</summary>
enum JsonDialect : byte
{
    /// <summary>The last member <c>$type</c>.</summary>
    Clef,

    /// <summary>Likewise, and a property of that name has one more underscore in front of it.</summary>
    CloudWatch,

    /// <summary>The last member <c>_typeTag</c>.</summary>
    SerilogJson
}
