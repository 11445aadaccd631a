using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Fast formatting for the two values that almost every event contains: a time, and a double of few decimals such as a duration. .NET is slow here
// because it supports any culture and precision.
static class Utf8Digits
{
    public const int UtcLength = 28;

    const int DecimalUnit = 10_000;

    // The numbers below 100 with two digits each.
    static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8 +
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    // Writes a UTC time in format O: 2026-08-01T12:34:56.1234567Z.
    [MethodImpl(MethodImplOptions.NoInlining)]
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
        Write2(ref start, 11, second / 3600);
        Write2(ref start, 14, second / 60 % 60);
        Write2(ref start, 17, second % 60);
        Unsafe.Add(ref start, 4) = Unsafe.Add(ref start, 7) = (byte)'-';
        Unsafe.Add(ref start, 10) = (byte)'T';
        Unsafe.Add(ref start, 13) = Unsafe.Add(ref start, 16) = (byte)':';
        Unsafe.Add(ref start, 19) = (byte)'.';
        Unsafe.Add(ref start, 27) = (byte)'Z';
        WriteFraction(time, target);
    }

    // Overwrites the digits after the second, in a time that WriteUtc has written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteFraction(DateTime time, Span<byte> target)
    {
        _ = target[UtcLength - 1];
        ref var start = ref MemoryMarshal.GetReference(target);
        var fraction = (uint)(time.Ticks % TimeSpan.TicksPerSecond);
        Unsafe.Add(ref start, 20) = (byte)('0' + fraction / 1_000_000);
        Write2(ref start, 21, fraction / 10_000 % 100);
        Write2(ref start, 23, fraction / 100 % 100);
        Write2(ref start, 25, fraction % 100);
    }

    // The most digits of WriteWhole.
    public const int LongestWhole = 10;

    // Writes a whole number; returns the number of its digits. May overwrite LongestWhole bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteWhole(uint value, ref byte target)
    {
        var digits = CountDigits(value);
        var at = digits;
        while (value >= 100)
        {
            at -= 2;
            var rest = value / 100;
            Write2(ref target, at, value - (rest * 100));
            value = rest;
        }

        if (value >= 10) Write2(ref target, 0, value);
        else target = (byte)('0' + value);
        return digits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountDigits(uint value) =>
        value < 10 ? 1 : value < 100 ? 2 : value < 1_000 ? 3 : value < 10_000 ? 4 : value < 100_000 ? 5
        : value < 1_000_000 ? 6 : value < 10_000_000 ? 7 : value < 100_000_000 ? 8 : value < 1_000_000_000 ? 9 : 10;

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
        length += WriteWhole((uint)(units / DecimalUnit), ref target[length]);
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

    // value is below 100.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write2(ref byte target, int offset, uint value) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, offset), Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(Pairs), value * 2)));
}
