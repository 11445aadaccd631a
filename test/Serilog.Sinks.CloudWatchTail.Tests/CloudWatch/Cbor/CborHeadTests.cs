using System.Formats.Cbor;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Cbor;

public class CborHeadTests
{
    static IEnumerable<long> Numbers() => new[] { 0L, 23, 24, 255, 256, 65_535, 65_536, uint.MaxValue, 1L + uint.MaxValue, 1_700_000_000_000, long.MaxValue }.SelectMany(n => new[] { n, ~n });

    [TestCaseSource(nameof(Numbers))]
    public void ANumberIsWrittenInAsFewBytesAsItTakesAndReadAgain(long number)
    {
        var bytes = new byte[CborHead.Longest];
        var written = bytes.AsSpan(0, CborHead.WriteInteger(bytes, number));

        var expected = new CborWriter(CborConformanceMode.Canonical);
        expected.WriteInt64(number);
        written.ToArray().Should().Equal(expected.Encode());
        CborHead.TryRead(written, out var head).Should().BeTrue();
        head.Length.Should().Be(written.Length);
        head.Should().Be(head with { Major = number < 0 ? CborMajor.Negative : CborMajor.Unsigned, Argument = (ulong)(number < 0 ? ~number : number) });
    }

    [TestCase("")]
    [TestCase("18", Description = "ends before its argument")]
    [TestCase("1B00000000000000")]
    [TestCase("1C", Description = "reserved")]
    [TestCase("7E", Description = "reserved")]
    [TestCase("1F", Description = "a number of indefinite length")]
    [TestCase("DF", Description = "a tag of indefinite length")]
    public void WhatIsNoHeadIsNotRead(string hex) => CborHead.TryRead(Convert.FromHexString(hex), out _).Should().BeFalse();
}
