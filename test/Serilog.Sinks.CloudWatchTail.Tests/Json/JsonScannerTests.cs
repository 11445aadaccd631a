using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Json;

public class JsonScannerTests
{
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>JSON with some bytes changed, inserted or left out, so that it is hardly JSON or hardly not.</summary>
    static readonly Gen<byte[]> AlmostJson =
        from logEvent in LogEvents.Any
        from changes in Gen.Choose(0, 3)
        from places in Gen.Choose(0, 10_000).ArrayOf(changes)
        from pieces in Gen.Elements("\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", ".", "e", "E+5", " ", "\n", "\t", "true", "null", "nul", "\\u00e", "\\ud800", "\0", "ä", "").ArrayOf(changes)
        select Change(Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent), places, pieces);

    [Test]
    public void ATextIsJsonIfDotNetSaysSo() => Properties.ForAll(AlmostJson, text => IsJson(text).Should().Be(IsJsonToDotNet(text), "{0}", Encoding.UTF8.GetString(text)), 5000);

    [TestCase("{}")]
    [TestCase("{ \"a\" : 1 , \"b\" : [ ] }")]
    [TestCase(" \t\r\n{\"a\":-0.5e-10}\n")]
    [TestCase("{\"a\":\"\\u00e4\\/\\b\"}")]
    [TestCase("{\"\":{\"\":[[],{}]}}")]
    [TestCase("{\"a\":1}x")]
    [TestCase("{\"a\":1,}")]
    [TestCase("{\"a\":01}")]
    [TestCase("{\"a\":+1}")]
    [TestCase("{\"a\":1.}")]
    [TestCase("{\"a\":.5}")]
    [TestCase("{\"a\":1e}")]
    [TestCase("{\"a\":-}")]
    [TestCase("{\"a\":\"\\x\"}")]
    [TestCase("{\"a\":\"\\u00g0\"}")]
    [TestCase("{\"a\":\"\\")]
    [TestCase("{\"a\":\"\\u12")]
    [TestCase("{\"a\":\"")]
    [TestCase("{\"a\":")]
    [TestCase("{\"a\"")]
    [TestCase("{\"a")]
    [TestCase("{")]
    [TestCase("{a:1}")]
    [TestCase("{'a':1}")]
    [TestCase("{\"a\":NaN}")]
    [TestCase("{\"a\":tru}")]
    [TestCase("{\"a\":truex}")]
    [TestCase("{\"a\":[1,]}")]
    [TestCase("{\"a\":[1 2]}")]
    [TestCase("{\"a\":[1}")]
    [TestCase("{\"a\":\"tab\there\"}")]
    [TestCase("{\"a\":1} {\"b\":2}")]
    [TestCase("//comment\n{}")]
    public void NothingElseIsJson(string text) => IsJson(Encoding.UTF8.GetBytes(text)).Should().Be(IsJsonToDotNet(Encoding.UTF8.GetBytes(text)));

    [Test]
    public void WhatIsNestedPastReasonIsNotTakenForJson()
    {
        IsJson(Nested(JsonScanner.MaximumDepth - 1)).Should().BeTrue();
        IsJson(Nested(JsonScanner.MaximumDepth + 1)).Should().BeFalse();
        IsJson(Nested(2_000_000)).Should().BeFalse();
    }

    static byte[] Nested(int depth) => Encoding.UTF8.GetBytes("{\"a\":" + new string('[', depth) + new string(']', depth) + "}");

    static bool IsJson(byte[] text) => new JsonMembers().TryIndex(text);

    static bool IsJsonToDotNet(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static byte[] Change(byte[] json, int[] places, string[] pieces)
    {
        var text = json.ToList();
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i] % (text.Count + 1);

            // A character of several bytes is left whole: the scanner is given valid UTF-8.
            while (place < text.Count && (text[place] & 0xC0) == 0x80) place++;
            if (place < text.Count && text[place] < 0x80) text.RemoveAt(place);
            text.InsertRange(place, Encoding.UTF8.GetBytes(pieces[i]));
        }

        return [.. text];
    }
}
