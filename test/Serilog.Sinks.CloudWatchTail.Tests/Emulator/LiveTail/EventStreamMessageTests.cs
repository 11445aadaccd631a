using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

public sealed class EventStreamMessageTests
{
    [Test]
    public void TheChecksumIsThatOfZlib() => Crc32.Compute("123456789"u8).Should().Be(0xCBF43926);

    [Test]
    public void AMessageIsByteForByteAsTheFormatSays() => Convert.ToHexString(EventStreamMessage.Encode([("a", "é")], "{}"u8)).Should().Be(
        "00000019" // the whole length: 12 + 7 + 2 + 4
        + "00000007" // the headers' length
        + Checksum("0000001900000007")
        + "0161" // a name of one byte
        + "07" // a string
        + "0002C3A9" // of two bytes
        + "7B7D"
        + Checksum("0000001900000007" + Checksum("0000001900000007") + "0161070002C3A97B7D"));

    static string Checksum(string hex)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in Convert.FromHexString(hex))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return (~crc).ToString("X8");
    }
}
