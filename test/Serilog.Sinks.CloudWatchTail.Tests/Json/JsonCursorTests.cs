using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Json;

public class JsonCursorTests
{
    [TestCase("0", 0)]
    [TestCase("-1", -1)]
    [TestCase("1700000000000", 1700000000000)]
    [TestCase("999999999999999999", 999999999999999999)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("1.7e12", 1700000000000)]
    [TestCase("1700000000000.0", 1700000000000)]
    [TestCase("null", 0)]
    public void WholeNumbersAreReadInAllTheirForms(string json, long expected)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes($$"""{ "a" : {{json}} , "b":true}"""));
        cursor.EnterObject();
        cursor.NextMember(out _);

        cursor.ReadLong().Should().Be(expected);

        cursor.NextMember(out var name).Should().BeTrue();
        Encoding.UTF8.GetString(name).Should().Be("b");
        cursor.ReadBoolean().Should().BeTrue();
        cursor.NextMember(out _).Should().BeFalse();
    }

    [TestCase("""{"a":{"b":[1,2,{"c":"}]"}],"d":null},"z":1}""")]
    [TestCase("""{"a":"\"}","z":1}""")]
    [TestCase("""{"a":-1.5e+10,"z":1}""")]
    [TestCase("""{ "a" : [ ] , "z" : 1 }""")]
    [TestCase("""{"a":false,"z":1}""")]
    [TestCase("""{"\u0061":{},"z":1}""")]
    public void AValueOfAnyKindIsPassedOver(string json)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(json));
        cursor.EnterObject();
        cursor.NextMember(out var name).Should().BeTrue();
        Encoding.UTF8.GetString(name).Should().Be("a");

        cursor.Skip();

        cursor.NextMember(out name).Should().BeTrue();
        Encoding.UTF8.GetString(name).Should().Be("z");
        cursor.ReadLong().Should().Be(1);
        cursor.NextMember(out _).Should().BeFalse();
    }

    [Test]
    public void NullsAreNothing()
    {
        var cursor = new JsonCursor("[null,null,null,null,null,null]"u8);
        cursor.TryEnterArray().Should().BeTrue();
        cursor.NextElement();
        cursor.TryEnterObject().Should().BeFalse();
        cursor.NextElement();
        cursor.TryEnterArray().Should().BeFalse();
        cursor.NextElement();
        cursor.ReadString().Should().BeNull();
        cursor.NextElement();
        cursor.ReadName(new StringCache()).Should().BeEmpty();
        cursor.NextElement();
        cursor.TryReadText([], out var written).Should().BeTrue();
        written.Should().Be(0);
        cursor.NextElement();
        cursor.ReadBoolean().Should().BeFalse();
        cursor.NextElement().Should().BeFalse();
    }

    [Test]
    public void WhateverTheBytesAreReadingEndsInAValueOrARefusal()
    {
        var random = new Random(3);
        var valid = Encoding.UTF8.GetBytes("""{"events":[{"logStreamName":"s","timestamp":1,"message":"a\"\u00e9b","eventId":"1","x":[{"y":null}]}],"nextToken":"t"}""");
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = valid.ToArray();
            for (var change = random.Next(0, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)"{}[]\",:\\ntu0 x"[random.Next(14)];
            bytes = bytes[..random.Next(bytes.Length + 1)];

            try
            {
                FilterLogEvents.Instance.Read(bytes);
            }
            catch (JsonException)
            {
                IsValid(bytes).Should().BeFalse($"what the framework's reader takes is taken: {Encoding.UTF8.GetString(bytes)}");
            }
        }

        // Right JSON of the wrong shape is refused as well.
        static bool IsValid(byte[] bytes)
        {
            try
            {
                using var document = JsonDocument.Parse(bytes);
                return document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.EnumerateObject().All(m => m.Name switch
                    {
                        "nextToken" => m.Value.ValueKind == JsonValueKind.String,
                        "events" => false,
                        _ => true,
                    });
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    [Test]
    public void DepthIsBounded()
    {
        var json = Encoding.UTF8.GetBytes(new string('[', 1_000_000));

        var skip = () =>
        {
            var cursor = new JsonCursor(json);
            cursor.Skip();
        };

        skip.Should().Throw<JsonException>();
    }
}
