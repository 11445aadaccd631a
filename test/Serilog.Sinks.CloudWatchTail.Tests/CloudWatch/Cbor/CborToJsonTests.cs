using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Cbor;

public class CborToJsonTests
{
    static readonly object Response = new
    {
        nextSequenceToken = "495",
        rejectedLogEventsInfo = new { tooNewLogEventStartIndex = 7, tooOldLogEventEndIndex = 70_000 },
        groups = new[] { new { name = "/größe/日本語", arn = new string('a', 300), on = true }, new { name = "", arn = "b", on = false } },
        nothing = (string?)null,
        least = long.MinValue,
    };

    [Test]
    public void WhatAnotherLibraryEncodesIsReadAlike([Values] bool definite) =>
        JsonNode.DeepEquals(JsonNode.Parse(Text(EmulatorCbor.Encode(Response, definite))), JsonSerializer.SerializeToNode(Response)).Should().BeTrue();

    [Test]
    public void WhatIsConvertedIsReadAlikeByAnotherLibrary()
    {
        using var cbor = new Utf8Buffer();
        JsonToCbor.Append(cbor, JsonSerializer.SerializeToUtf8Bytes(Response));
        JsonNode.DeepEquals(EmulatorCbor.Decode(cbor.WrittenSpan.ToArray()), JsonSerializer.SerializeToNode(Response)).Should().BeTrue();
    }

    [TestCase("", "")]
    [TestCase("A0", "{}")]
    [TestCase("BFFF", "{}")]
    [TestCase("A161616161", """{"a":"a"}""")]
    [TestCase("BF61619F0120F5F4F6F7FFFF", """{"a":[1,-1,true,false,null,null]}""")]
    [TestCase("A161617F61786179FF", """{"a":"xy"}""", Description = "a text in parts")]
    [TestCase("A17F6161FF01", """{"a":1}""", Description = "a name in parts")]
    [TestCase("A16161C11A65000000", """{"a":1694498816}""", Description = "a tagged time")]
    [TestCase("A161614101", """{"a":"AQ=="}""", Description = "bytes")]
    [TestCase("A16161FB3FF8000000000000", """{"a":1.5}""")]
    [TestCase("A16161FA40E00000", """{"a":7}""")]
    [TestCase("A16161F94700", """{"a":7}""")]
    [TestCase("A16161F97E00", """{"a":null}""", Description = "not a number")]
    [TestCase("A161611BFFFFFFFFFFFFFFFF", """{"a":18446744073709551615}""")]
    [TestCase("A161613B7FFFFFFFFFFFFFFF", """{"a":-9223372036854775808}""")]
    public void EveryValueIsRead(string hex, string json) => Text(Convert.FromHexString(hex)).Should().Be(json);

    [TestCase("A1", Description = "a map that ends too early")]
    [TestCase("A16161", Description = "a name without a value")]
    [TestCase("BF6161FF", Description = "the same in a map of indefinite length")]
    [TestCase("9F", Description = "an array without an end")]
    [TestCase("FF", Description = "an end without a beginning")]
    [TestCase("A0A0", Description = "two values")]
    [TestCase("A10102", Description = "a name that is no text")]
    [TestCase("A161613BFFFFFFFFFFFFFFFF", Description = "less than a long holds")]
    [TestCase("A161619B00FFFFFFFFFFFFFF", Description = "an array longer than the body")]
    [TestCase("BBFFFFFFFFFFFFFFFF", Description = "a map longer than the body")]
    [TestCase("7BFFFFFFFFFFFFFFFF", Description = "a text longer than the body")]
    [TestCase("61FF", Description = "no UTF-8")]
    [TestCase("63EDA080", Description = "half a surrogate pair")]
    [TestCase("7F4161FF", Description = "bytes in a text")]
    [TestCase("7F7F6161FFFF", Description = "parts within parts")]
    [TestCase("1C", Description = "reserved")]
    [TestCase("F8", Description = "a simple value without itself")]
    [TestCase("E0", Description = "an unknown simple value")]
    [TestCase("C0", Description = "a tag of nothing")]
    [TestCase("7B7D", Description = "{} as JSON")]
    public void WhatIsNotCborIsRefused(string hex) => FluentActions.Invoking(() => Text(Convert.FromHexString(hex))).Should().Throw<JsonException>();

    [TestCase(63, true)]
    [TestCase(64, false)]
    [TestCase(1_000_000, false)]
    public void NestingIsLimited(int levels, bool isRead)
    {
        var read = () => Text([.. Enumerable.Repeat((byte)0x81, levels), 0x01]);
        if (isRead) read.Should().NotThrow();
        else read.Should().Throw<JsonException>();
    }

    [Test]
    public void DamagedBodiesAreReadOrRefusedAndNothingElse()
    {
        var random = new Random(21);
        var body = EmulatorCbor.Encode(Response);
        var read = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var damaged = body[..random.Next(body.Length + 1)];
            for (var changes = random.Next(4); changes > 0 && damaged.Length > 0; changes--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                if (Text(damaged) is not { Length: > 0 } json) continue;
                using var document = JsonDocument.Parse(json);
                read++;
            }
            catch (JsonException)
            {
            }
        }

        read.Should().BePositive();
    }

    static string Text(byte[] cbor) => Encoding.UTF8.GetString(CborToJson.Convert(cbor));
}
