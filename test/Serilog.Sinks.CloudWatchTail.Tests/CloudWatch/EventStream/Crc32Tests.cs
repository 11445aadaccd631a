using Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.EventStream;

public class Crc32Tests
{
    [Test]
    public void TheChecksumOfTheStandardsExampleIsRight() => Crc32.Compute("123456789"u8).Should().Be(0xCBF43926);

    [Test]
    public void NothingHasTheChecksumZero() => Crc32.Compute([]).Should().Be(0);

    [Test]
    public void EveryLengthHasTheChecksumOfTheDefinition()
    {
        var bytes = new byte[700];
        new Random(7).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var run = bytes.AsSpan(bytes.Length - length);
            var expected = BitByBit(run);
            (Crc32.Compute(run) == expected).Should().BeTrue($"{length} bytes");
            (~Crc32.Slice(~0u, run) == expected).Should().BeTrue($"{length} bytes, sliced");
        }
    }

    [Test]
    public void ALongRunHasTheSameChecksumHoweverItIsComputed()
    {
        var bytes = new byte[3_000_001];
        new Random(8).NextBytes(bytes);

        Crc32.Compute(bytes).Should().Be(~Crc32.Slice(~0u, bytes));
    }

    static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
