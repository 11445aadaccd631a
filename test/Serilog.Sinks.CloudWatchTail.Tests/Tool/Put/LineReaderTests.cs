using System.Text;
using Serilog.Sinks.CloudWatchTail.Tool.Put;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Put;

public class LineReaderTests
{
    [TestCase("a\nb\n", "a|b")]
    [TestCase("a\nb", "a|b")]
    [TestCase("a\r\nb\r\n", "a|b")]
    [TestCase("\n\na\n", "||a")]
    [TestCase("a\rb\n", "a\rb")]
    [TestCase("", "")]
    public async Task LinesEndAtLineFeeds(string text, string expected) =>
        string.Join('|', await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Should().Be(expected);

    [Test]
    public async Task LinesLongerThanTheBufferAndPartsOfAnySizeAreReadWhole()
    {
        var lines = Enumerable.Range(0, 200).Select(n => new string((char)('a' + n % 26), n * 997 % 200_000)).ToArray();
        (await ReadAsync(new Dripping(Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n')))).Should().Equal(lines);
    }

    static async Task<List<string>> ReadAsync(Stream input)
    {
        var lines = new List<string>();
        await LineReader.ReadAsync(input, line => lines.Add(Encoding.UTF8.GetString(line)), CancellationToken.None);
        return lines;
    }

    /// <summary>Gives its bytes in parts of changing size.</summary>
    sealed class Dripping(byte[] bytes) : MemoryStream(bytes)
    {
        int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + ++_reads * 7919 % 60_000)], cancellationToken);
    }
}
