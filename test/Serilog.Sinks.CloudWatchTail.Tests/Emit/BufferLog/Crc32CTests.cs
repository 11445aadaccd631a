using System.Numerics;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class Crc32CTests
{
    [TestCase("", 0u)]
    [TestCase("123456789", 0xE3069283u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void ItIsCastagnolis(string text, uint expected) => Crc32C.Of(System.Text.Encoding.ASCII.GetBytes(text)).Should().Be(expected);

    [Test]
    public void EveryLengthIsSummedByteByByte()
    {
        var bytes = new byte[40];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var register = Crc32C.Start;
            foreach (var b in bytes.AsSpan(0, length)) register = BitOperations.Crc32C(register, b);
            Crc32C.Of(bytes.AsSpan(0, length)).Should().Be(~register);
        }
    }

    [Test]
    public void ThirtyTwoZerosAreThoseOfTheStandard() => Crc32C.Of(new byte[32]).Should().Be(0x8A9136AAu);
}
