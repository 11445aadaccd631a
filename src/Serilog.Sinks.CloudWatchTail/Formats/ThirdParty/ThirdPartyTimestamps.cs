using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>The times that other loggers write: text in many forms, and numbers since 1970 in seconds, milliseconds, microseconds or nanoseconds.</summary>
static class ThirdPartyTimestamps
{
    public static bool TryRead(ReadOnlySpan<byte> message, JsonRange value, out DateTimeOffset timestamp)
    {
        timestamp = default;
        var text = value.Of(message);
        return value.Kind switch
        {
            JsonKind.Number => TryReadNumber(text, out timestamp),
            JsonKind.String => Timestamps.TryParse(text, out timestamp) || TryReadNumber(text, out timestamp) || TryReadText(text, out timestamp),
            JsonKind.Object => TryReadInstant(text, out timestamp),
            _ => false
        };
    }

    /// <summary>The unit is told by the size: a time in this century has 10 digits in seconds, 13 in milliseconds and so on.</summary>
    static bool TryReadNumber(ReadOnlySpan<byte> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)) return false;

        decimal ticksPerUnit;
        if (number < 100_000_000m) return false;
        if (number < 100_000_000_000m) ticksPerUnit = TimeSpan.TicksPerSecond;
        else if (number < 100_000_000_000_000m) ticksPerUnit = TimeSpan.TicksPerMillisecond;
        else if (number < 100_000_000_000_000_000m) ticksPerUnit = TimeSpan.TicksPerMicrosecond;
        else ticksPerUnit = 0.01m;

        if (number > long.MaxValue) return false;
        var ticks = Math.Floor(number * ticksPerUnit) + DateTime.UnixEpoch.Ticks;
        if (ticks > DateTime.MaxValue.Ticks) return false;
        timestamp = new((long)ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Whatever else .NET understands, if it says a day.</summary>
    static bool TryReadText(ReadOnlySpan<byte> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (text.Length is < 8 or > 64 || text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0) return false;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        var characters = Encoding.UTF8.GetString(text);
        if (DateTimeOffset.TryParseExact(characters, ["dd/MMM/yyyy:HH:mm:ss zzz", "ddd MMM d HH:mm:ss yyyy", "yyyyMMdd'T'HHmmss'Z'"], CultureInfo.InvariantCulture, styles, out timestamp)) return true;
        return DateTime.TryParse(characters, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var day)
            && day.Year > 1
            && DateTimeOffset.TryParse(characters, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp);
    }

    /// <summary>Log4j's <c>{"epochSecond":1,"nanoOfSecond":2}</c>.</summary>
    static bool TryReadInstant(ReadOnlySpan<byte> json, out DateTimeOffset timestamp)
    {
        timestamp = default;
        var members = new JsonMembers();
        if (!members.TryIndex(json) || !members.TryFind(json, "epochSecond"u8, JsonKind.Number, out var value)) return false;
        if (!Utf8Parser.TryParse(value.Of(json), out long seconds, out _) || seconds is < 0 or > 253_402_300_799) return false;
        long nanoseconds = 0;
        if (members.TryFind(json, "nanoOfSecond"u8, JsonKind.Number, out var fraction)) Utf8Parser.TryParse(fraction.Of(json), out nanoseconds, out _);
        timestamp = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(Math.Clamp(nanoseconds, 0, 999_999_999) / 100);
        return true;
    }
}
