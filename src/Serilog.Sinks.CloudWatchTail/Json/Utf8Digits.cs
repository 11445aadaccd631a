using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Fast formatting for the two values that almost every event contains: a time, and a double of few decimals such as a duration. .NET is slow here
// because it supports any culture and precision.
static class Utf8Digits
{
    public const int UtcLength = 28;

    const int DecimalUnit = 10_000;

    // Writes a UTC time in format O: 2026-08-01T12:34:56.1234567Z.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteUtc(DateTime time, Span<byte> target)
    {
        _ = target[UtcLength - 1];
        ref var start = ref MemoryMarshal.GetReference(target);
        var (year, month, day) = time;
        Write2(ref start, 0, (uint)year / 100);
        Write2(ref start, 2, (uint)year % 100);
        Write2(ref start, 5, (uint)month);
        Write2(ref start, 8, (uint)day);

        var ticks = (ulong)(time.Ticks % TimeSpan.TicksPerDay);
        var second = (uint)(ticks / TimeSpan.TicksPerSecond);
        var fraction = (uint)(ticks % TimeSpan.TicksPerSecond);
        Write2(ref start, 11, second / 3600);
        Write2(ref start, 14, second / 60 % 60);
        Write2(ref start, 17, second % 60);
        Unsafe.Add(ref start, 20) = (byte)('0' + fraction / 1_000_000);
        Write2(ref start, 21, fraction / 10_000 % 100);
        Write2(ref start, 23, fraction / 100 % 100);
        Write2(ref start, 25, fraction % 100);
        Unsafe.Add(ref start, 4) = Unsafe.Add(ref start, 7) = (byte)'-';
        Unsafe.Add(ref start, 10) = (byte)'T';
        Unsafe.Add(ref start, 13) = Unsafe.Add(ref start, 16) = (byte)':';
        Unsafe.Add(ref start, 19) = (byte)'.';
        Unsafe.Add(ref start, 27) = (byte)'Z';
    }

    // Writes a double below 1,000,000,000 that has at most four decimals; returns 0 for any other. Such a double is n/10000 for a whole n of at most
    // 13 digits. Two different decimals of at most 15 digits never share a double, so the digits of n/10000 are the shortest text, which is what .NET
    // writes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int TryWriteShort(double value, Span<byte> target)
    {
        var magnitude = Math.Abs(value);
        if (!(magnitude is >= 1d / DecimalUnit and < 1e9)) return 0;
        var units = (ulong)(magnitude * DecimalUnit + 0.5);
        if ((double)units / DecimalUnit != magnitude) return 0;

        var length = 0;
        if (value < 0) target[length++] = (byte)'-';
        System.Buffers.Text.Utf8Formatter.TryFormat((uint)(units / DecimalUnit), target[length..], out var digits);
        length += digits;
        var fraction = (uint)(units % DecimalUnit);
        if (fraction == 0) return length;

        target[length] = (byte)'.';
        ref var decimals = ref target[length + 1];
        Write2(ref decimals, 0, fraction / 100);
        Write2(ref decimals, 2, fraction % 100);
        length += 5;
        while (target[length - 1] == '0') length--;
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write2(ref byte target, int offset, uint value)
    {
        Unsafe.Add(ref target, offset) = (byte)('0' + value / 10);
        Unsafe.Add(ref target, offset + 1) = (byte)('0' + value % 10);
    }
}
