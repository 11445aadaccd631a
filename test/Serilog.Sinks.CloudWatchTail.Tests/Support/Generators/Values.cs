using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

/// <summary>Property values of every kind.</summary>
static class Values
{
    static readonly Gen<long> Int64 = Gen.OneOf(
        Gen.Choose(-1000, 1100).Select(n => (long)n),
        Gen.Elements(long.MinValue, long.MaxValue, int.MinValue, int.MaxValue, 0L, uint.MaxValue),
        Bits.Select(b => (long)b));

    static Gen<ulong> Bits => Gen.Choose(0, int.MaxValue).SelectMany(high => Gen.Choose(0, int.MaxValue).Select(low => ((ulong)high << 33) ^ ((ulong)low << 2) ^ (ulong)(high & 3)));

    static readonly Gen<double> Double = Gen.OneOf(
        Gen.Elements(0d, -0d, 1d, -1.5, 0.1, 1.005, 2.5, 1e15, 1e16, 123456789012345680d, 1e-4, 1e-5, 5e-324, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, Math.PI),
        Gen.Choose(-100_000_000, 100_000_000).Select(n => n / 10000d),
        Bits.Select(b => BitConverter.UInt64BitsToDouble(b)));

    static readonly Gen<decimal> Decimal = Gen.OneOf(
        Gen.Elements(0m, 0.0m, 1.10m, -0.50m, 1m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 1.005m, new decimal(0, 0, 0, true, 2)),
        Gen.Choose(0, int.MaxValue).SelectMany(n => Gen.Choose(0, 28).Select(scale => new decimal(n, n, n >> 3, n % 2 == 0, (byte)scale))));

    static readonly Gen<long> Ticks = Gen.OneOf(Gen.Elements(0L, DateTime.MaxValue.Ticks, DateTime.UnixEpoch.Ticks), Bits.Select(b => (long)(b % (ulong)DateTime.MaxValue.Ticks)));

    public static readonly Gen<DateTimeOffset> DateTimeOffset = Gen.OneOf(
        Gen.Elements(System.DateTimeOffset.MinValue, System.DateTimeOffset.MaxValue, System.DateTimeOffset.UnixEpoch),
        Ticks.SelectMany(ticks => Gen.Elements(0, 0, 60, -330, 840, -840, 345).Select(minutes => Shift(ticks, minutes))));

    static DateTimeOffset Shift(long ticks, int minutes)
    {
        var offset = TimeSpan.FromMinutes(minutes);
        return new(Math.Clamp(ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), offset);
    }

    /// <summary>Every type that Serilog keeps as a scalar, and some that it does not know.</summary>
    public static readonly Gen<object?> Scalar = Gen.OneOf(
        Gen.Constant((object?)null),
        Texts.Any.Select(v => (object?)v),
        Texts.Any.Select(v => (object?)v),
        Gen.Elements(true, false).Select(v => (object?)v),
        Gen.Elements((object?)sbyte.MinValue, (sbyte)-1, byte.MaxValue, (byte)0, short.MinValue, ushort.MaxValue, int.MinValue, -1, uint.MaxValue, 7u, ulong.MaxValue, 5ul),
        Gen.Choose(-5000, 5000).Select(v => (object?)v),
        Int64.Select(v => (object?)v),
        Bits.Select(v => (object?)v),
        Double.Select(v => (object?)v),
        Double.Select(v => (object?)(float)v),
        Decimal.Select(v => (object?)v),
        Gen.Choose(0, 0xFFFF).Select(v => (object?)(char)v),
        Ticks.SelectMany(t => Gen.Elements(DateTimeKind.Utc, DateTimeKind.Local, DateTimeKind.Unspecified).Select(kind => (object?)new DateTime(t, kind))),
        DateTimeOffset.Select(v => (object?)v),
        Ticks.Select(t => (object?)DateOnly.FromDateTime(new(t))),
        Ticks.Select(t => (object?)TimeOnly.FromDateTime(new(t))),
        Int64.Select(v => (object?)TimeSpan.FromTicks(v)),
        Gen.Choose(0, int.MaxValue).Select(n => (object?)new Guid(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
        Gen.Elements((object?)DayOfWeek.Friday, (DayOfWeek)99, ConsoleModifiers.Alt | ConsoleModifiers.Shift, new Uri("https://example.com/a b?c=\"d\""), new Version(1, 2, 3), typeof(string), (Half)1.5, (Int128)5, (nint)(-3), BigInteger.Pow(10, 30), new byte[] { 1, 2 }, System.Net.IPAddress.Loopback));

    /// <summary>Scalars, sequences, structures and dictionaries, nested.</summary>
    public static readonly Gen<LogEventPropertyValue> Any = OfDepth(3);

    static Gen<LogEventPropertyValue> OfDepth(int depth)
    {
        var scalar = Scalar.Select(LogEventPropertyValue (v) => new ScalarValue(v));
        if (depth == 0) return scalar;

        var inner = OfDepth(depth - 1);
        var sequence = Gen.Choose(0, 4).SelectMany(n => inner.ArrayOf(n)).Select(LogEventPropertyValue (e) => new SequenceValue(e));
        var member = Texts.PropertyName.SelectMany(name => inner.Select(value => new LogEventProperty(name, value)));
        var tag = Gen.Frequency((3, Gen.Constant((string?)null)), (1, Gen.Elements<string?>("Order", "", "$type", "<>f__1`2")), (1, Texts.Any.Select(t => (string?)t)));
        var structure = Gen.Choose(0, 4).SelectMany(n => member.ArrayOf(n)).SelectMany(members => tag.Select(LogEventPropertyValue (t) => new StructureValue(members, t)));
        var key = Gen.Frequency((3, Texts.Any.Select(t => (object?)t)), (1, Scalar));
        var entry = key.SelectMany(k => inner.Select(value => KeyValuePair.Create(new ScalarValue(k), value)));
        var dictionary = Gen.Choose(0, 4).SelectMany(n => entry.ArrayOf(n)).Select(LogEventPropertyValue (entries) => new DictionaryValue(entries.DistinctBy(e => e.Key)));
        return Gen.Frequency((5, scalar), (1, sequence), (1, structure), (1, dictionary));
    }
}
