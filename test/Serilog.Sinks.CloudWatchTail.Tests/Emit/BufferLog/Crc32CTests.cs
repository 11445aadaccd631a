using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class Crc32CTests
{
    [TestCase("", 0u)]
    [TestCase("123456789", 0xE3069283u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void ItIsCastagnolis(string text, uint expected) => Crc32C.Of(System.Text.Encoding.ASCII.GetBytes(text)).Should().Be(expected);

    [Test]
    public void ThirtyTwoZerosAreThoseOfTheStandard() => Crc32C.Of(new byte[32]).Should().Be(0x8A9136AAu);
}
