using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Protocol;

/// <summary>Whatever a body's bytes are, they become JSON or an error of the service.</summary>
public class CborToJsonTests
{
    [TestCase("A1", Description = "a map that ends too early")]
    [TestCase("FF", Description = "an end without a beginning")]
    [TestCase("A0A0", Description = "two values")]
    [TestCase("A1616141FF", Description = "a byte string")]
    [TestCase("A10102", Description = "a key that is no text")]
    [TestCase("A16161F97E00", Description = "not a number")]
    [TestCase("A16161F97C00", Description = "infinity")]
    [TestCase("A161613BFFFFFFFFFFFFFFFF", Description = "less than a long holds")]
    [TestCase("A161619B00FFFFFFFFFFFFFF", Description = "an array longer than memory")]
    [TestCase("BA7FFFFFFF", Description = "a map longer than the body")]
    [TestCase("1C", Description = "reserved")]
    [TestCase("F8", Description = "a simple value without itself")]
    [TestCase("C0", Description = "a tag of nothing")]
    public void WhatIsNotCborOrNoMemberCanBeIsASerializationError(string hex) => Convert(System.Convert.FromHexString(hex)).Error!.Code.Should().Be("SerializationException");

    [TestCase(64, true)]
    [TestCase(65, false)]
    [TestCase(1_000_000, false)]
    public void SixtyFourLevelsAreTheLimit(int levels, bool isRead) =>
        (Convert([.. Enumerable.Repeat((byte)0x81, levels), 0x01]).Error is null).Should().Be(isRead);

    [TestCase("A161616161", """{"a":"a"}""")]
    [TestCase("BF61619F0120F5F6F7FFFF", """{"a":[1,-1,true,null,null]}""")]
    [TestCase("A161611BFFFFFFFFFFFFFFFF", """{"a":18446744073709551615}""")]
    [TestCase("A16161FB3FF8000000000000", """{"a":1.5}""")]
    [TestCase("A1616163EDA080", "{\"a\":\"\uFFFD\uFFFD\uFFFD\"}", Description = "half a surrogate pair")]
    public void EveryOtherValueIsRead(string hex, string json) => Text(System.Convert.FromHexString(hex)).Should().Be(json);

    [Test]
    public void DamagedBodiesNeverThrowAndWhatIsReadIsJson()
    {
        var random = new Random(21);
        var body = EmulatorCbor.Encode(new { logGroupName = "g", logEvents = new[] { new { timestamp = 1_700_000_000_000, message = "Zoë", flag = true } } });
        var read = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var damaged = body[..random.Next(body.Length + 1)];
            for (var changes = random.Next(4); changes > 0 && damaged.Length > 0; changes--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var (error, json) = Convert(damaged);
            if (error is not null || json.Length == 0) continue;
            using var document = JsonDocument.Parse(json);
            read++;
        }

        read.Should().BePositive();
    }

    [Test]
    public void WhatIsWrittenIsReadAgain()
    {
        const string json = """{"a":[1,-5,9223372036854775807,1.25,true,false,null,"Zoë 東京"],"b":{"c":{}}}""";
        Text(JsonToCbor.Convert(System.Text.Encoding.UTF8.GetBytes(json))).Should().Be(json);
    }

    static string Text(byte[] cbor)
    {
        var (error, json) = Convert(cbor);
        error.Should().BeNull();
        return System.Text.Encoding.UTF8.GetString(json);
    }

    static (ServiceError? Error, byte[] Json) Convert(byte[] cbor) => (CborToJson.Convert(cbor, out var json), json);
}
