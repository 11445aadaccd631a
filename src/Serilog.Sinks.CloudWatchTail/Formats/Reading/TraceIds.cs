using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Parses trace and span ids without the exceptions that .NET throws for anything but lower-case hexadecimal.
static class TraceIds
{
    public static bool TryParse(ReadOnlySpan<byte> text, out ActivityTraceId id)
    {
        var valid = text.Length == 32 && IsHexadecimal(text);
        id = valid ? ActivityTraceId.CreateFromUtf8String(text) : default;
        return valid;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out ActivitySpanId id)
    {
        var valid = text.Length == 16 && IsHexadecimal(text);
        id = valid ? ActivitySpanId.CreateFromUtf8String(text) : default;
        return valid;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsHexadecimal(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Digits);

    static readonly System.Buffers.SearchValues<byte> Digits = System.Buffers.SearchValues.Create("0123456789abcdef"u8);
}
