using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// The settings of a CloudWatchJsonWriter; the defaults are the formatter's.
sealed record CloudWatchJsonSettings
{
    public bool WriteMessage { get; init; } = true;

    public bool WriteTemplate { get; init; } = true;

    // The member that contains the properties; null for the top level.
    public string? NestPropertiesUnder { get; init; }

    public IFormatProvider FormatProvider { get; init; } = CultureInfo.InvariantCulture;

    public bool QuoteStrings { get; init; }

    public LevelStyle LevelStyle { get; init; }

    // Writes further members after the properties, such as metrics; may be null.
    public IFurtherMembers? FurtherMembers { get; init; }
}
