using System.Globalization;
using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Appends numbers, times and ids as UTF-8 in the invariant culture.
static class Utf8Scalars
{
    // The longest scalars are a double of full precision and a time with its offset.
    const int LongestScalar = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append<T>(Utf8Buffer output, T value, ReadOnlySpan<char> format = default)
        where T : struct, IUtf8SpanFormattable
    {
        value.TryFormat(output.GetSpan(LongestScalar), out var written, format, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append(Utf8Buffer output, int value)
    {
        var target = output.GetSpan(1 + Utf8Digits.LongestWhole);
        var sign = value < 0 ? 1 : 0;
        target[0] = (byte)'-';
        output.Advance(sign + Utf8Digits.WriteWhole((uint)Math.Abs((long)value), ref target[sign]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Append(Utf8Buffer output, long value) => Append<long>(output, value);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append(Utf8Buffer output, double value)
    {
        var target = output.GetSpan(LongestScalar);
        var written = Utf8Digits.TryWriteShort(value, target);
        if (written == 0) value.TryFormat(target, out written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    public static void AppendQuoted<T>(Utf8Buffer output, T value, ReadOnlySpan<char> format = default)
        where T : struct, IUtf8SpanFormattable
    {
        output.AppendQuote();
        Append(output, value, format);
        output.AppendQuote();
    }
}
