using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>What a <see cref="CloudWatchJsonWriter"/> is told; the defaults are the formatter's.</summary>
sealed record CloudWatchJsonSettings
{
    public bool WriteMessage { get; init; } = true;

    public bool WriteTemplate { get; init; } = true;

    /// <summary>The name of the member that the properties stand in; null for the top level.</summary>
    public string? NestPropertiesUnder { get; init; }

    public IFormatProvider FormatProvider { get; init; } = CultureInfo.InvariantCulture;

    public bool QuoteStrings { get; init; }

    public LevelStyle LevelStyle { get; init; }

    /// <summary>What stands behind the properties beside them, such as metrics; null for nothing.</summary>
    public IFurtherMembers? FurtherMembers { get; init; }
}
