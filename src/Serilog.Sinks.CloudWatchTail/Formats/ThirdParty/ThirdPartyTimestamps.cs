using System.Buffers.Text;
using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads other loggers' times: text in many forms, numbers since 1970 in seconds to nanoseconds, and objects of parts.
sealed class ThirdPartyTimestamps
{
    readonly JsonMembers _members = new();

    // isWhole tells that the value contains only the time.
    public bool TryRead(ReadOnlySpan<byte> message, JsonRange value, out DateTimeOffset timestamp, out bool isWhole)
    {
        isWhole = true;
        timestamp = default;
        var text = value.Of(message);
        return value.Kind switch
        {
            JsonKind.Number => TryReadNumber(text, out timestamp),
            JsonKind.String => TryReadText(text, out timestamp),
            JsonKind.Object => TryReadObject(text, out timestamp, out isWhole),
            _ => false
        };
    }

    public static bool TryReadText(ReadOnlySpan<byte> text, out DateTimeOffset timestamp) =>
        Timestamps.TryParse(text, out timestamp) || TryReadNumber(text, out timestamp) || WrittenTimes.TryRead(text, out timestamp);

    // The magnitude tells the unit: a time in this century has 10 digits in seconds, 13 in milliseconds and so on.
    static bool TryReadNumber(ReadOnlySpan<byte> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (text.IsEmpty || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)) return false;

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

    // log4j's epochSecond and nanoOfSecond, protobuf's seconds and nanos, MongoDB's $date, loguru's timestamp.
    bool TryReadObject(ReadOnlySpan<byte> json, out DateTimeOffset timestamp, out bool isWhole)
    {
        timestamp = default;
        isWhole = false;
        if (!_members.TryIndex(json)) return false;
        if (TryReadSeconds(json, "epochSecond"u8, "nanoOfSecond"u8, out timestamp, out isWhole) || TryReadSeconds(json, "seconds"u8, "nanos"u8, out timestamp, out isWhole)) return true;
        isWhole = _members.All.Length == 1;
        if (_members.TryFind(json, "timestamp"u8, JsonKind.Number, out var value)) return TryReadNumber(value.Of(json), out timestamp);
        if (_members.TryFind(json, "$date"u8, JsonKind.String, out value)) return TryReadText(value.Of(json), out timestamp);
        if (_members.TryFind(json, "$date"u8, JsonKind.Number, out value)) return TryReadNumber(value.Of(json), out timestamp);
        if (!_members.TryFind(json, "$date"u8, JsonKind.Object, out value)) return false;
        var date = value.Of(json);
        isWhole &= _members.TryIndex(date) && _members.All.Length == 1;
        return _members.TryFind(date, "$numberLong"u8, JsonKind.String, out value) && TryReadNumber(value.Of(date), out timestamp);
    }

    bool TryReadSeconds(ReadOnlySpan<byte> json, ReadOnlySpan<byte> secondsName, ReadOnlySpan<byte> nanosecondsName, out DateTimeOffset timestamp, out bool isWhole)
    {
        isWhole = false;
        timestamp = default;
        if (!_members.TryFind(json, secondsName, JsonKind.Number, out var value) && !_members.TryFind(json, secondsName, JsonKind.String, out value)) return false;
        if (!Utf8Parser.TryParse(value.Of(json), out long seconds, out _) || seconds is < 0 or > 253_402_300_799) return false;
        long nanoseconds = 0;
        var hasFraction = _members.TryFind(json, nanosecondsName, JsonKind.Number, out var fraction);
        isWhole = _members.All.Length == (hasFraction ? 2 : 1);
        if (hasFraction) Utf8Parser.TryParse(fraction.Of(json), out nanoseconds, out _);
        timestamp = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(Math.Clamp(nanoseconds, 0, 999_999_999) / 100);
        return true;
    }
}
