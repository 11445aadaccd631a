using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Json;

public class JsonUnescaperTests
{
    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void WhateverIsWrittenIsReadBack()
    {
        var random = new Random(5);
        for (var round = 0; round < 5000; round++)
        {
            var text = RandomText(random, random.Next(0, 120));
            var json = JsonSerializer.Serialize(text, round % 2 == 0 ? Relaxed : null);

            var (result, read) = Unescape(json[1..] + ",\"and so on\":\"\\");

            result.Should().Be(text);
            read.Should().Be(Encoding.UTF8.GetByteCount(json) - 1, "the closing quote is read and nothing after it");
        }
    }

    [TestCase("""\"\\\/\b\f\n\r\t" """, "\"\\/\b\f\n\r\t")]
    [TestCase("""\u0041\u00e9\u20AC\uD83D\uDE00" """, "Aé€😀")]
    [TestCase("""\u0000" """, "\0")]
    [TestCase("""a\ud800" """, "a\uFFFD")]
    [TestCase("""\udc00b" """, "\uFFFDb")]
    [TestCase("""\ud800\ud800" """, "\uFFFD\uFFFD")]
    [TestCase("""\ud800\u0041" """, "\uFFFDA")]
    [TestCase("""\ud83d\n" """, "\uFFFD\n")]
    [TestCase("\" ", "")]
    public void EveryEscapeIsUndone(string json, string expected) => Unescape(json).Text.Should().Be(expected);

    [TestCase("")]
    [TestCase("no end")]
    [TestCase("no end, and longer than one block of sixteen bytes")]
    [TestCase("ends in an escape\\")]
    [TestCase("\\x\"")]
    [TestCase("\\u12\"")]
    [TestCase("\\u12g4\"")]
    [TestCase("\\u")]
    public void WhatIsNoTextIsRefused(string json) =>
        JsonUnescaper.Unescape(Encoding.UTF8.GetBytes(json), new byte[1000], out _, out _).Should().Be(UnescapeResult.Malformed);

    [Test]
    public void ATextThatDoesNotFitIsNotWrittenBeyondItsRoom()
    {
        var random = new Random(6);
        for (var round = 0; round < 3000; round++)
        {
            var text = RandomText(random, random.Next(1, 80));
            var utf8 = Encoding.UTF8.GetBytes(text);
            var json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text, Relaxed)[1..] + new string(' ', random.Next(0, 40)));
            var room = new byte[utf8.Length + 40];
            var length = random.Next(0, utf8.Length);

            var result = JsonUnescaper.Unescape(json, room.AsSpan(0, length), out _, out _);

            result.Should().Be(UnescapeResult.OutputFull);
            room.AsSpan(length).IndexOfAnyExcept((byte)0).Should().Be(-1);
        }
    }

    static (string Text, int Read) Unescape(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var output = new byte[bytes.Length];
        JsonUnescaper.Unescape(bytes, output, out var read, out var written).Should().Be(UnescapeResult.Done);
        return (Encoding.UTF8.GetString(output, 0, written), read);
    }

    static string RandomText(Random random, int length)
    {
        string[] pieces = ["\"", "\\", "\n", "\u0001", "/", "é", "€", "😀", "plain text that is longer", "x", "{\"a\":1}", "\u2028"];
        var text = new StringBuilder();
        while (text.Length < length) text.Append(random.Next(3) == 0 ? new string('x', random.Next(1, 40)) : pieces[random.Next(pieces.Length)]);
        return text.ToString();
    }
}
