using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Terminal;

public class ControlCharactersTests
{
    // Written as JSON strings, whose escapes are the ones that are shown, so that the tests' own names drive no terminal.
    [TestCase(@"a\u001b[31mb")]
    [TestCase(@"title \u001b]0;owned\u0007")]
    [TestCase(@"back\u0008space and delete\u007f")]
    [TestCase(@"C1 \u009b31m")]
    [TestCase(@"next\u0085line \u2028 \u2029")]
    [TestCase(@"\u202ereversed\u202c \u2066isolated\u2069")]
    [TestCase(@"line\r\nbreaks\nand\ttabs")]
    [TestCase(@"\u0000")]
    public void WhatATerminalObeysIsShown(string shown) => ControlCharacters.Escape(Unescaped(shown)).Should().Be(shown);

    [Test]
    public void EveryControlCharacterIsEscapedAndNothingElse()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (char.IsSurrogate((char)c)) continue;
            var isHarmful = char.IsControl((char)c) || c is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            ControlCharacters.AnyIn([(char)c]).Should().Be(isHarmful, "of U+{0:X4}", c);
        }
    }

    [Test]
    public void OrdinaryTextIsTheSameObject()
    {
        var text = "Zoë & Søn, 日本橋, 🎉";
        ControlCharacters.Escape(text).Should().BeSameAs(text);
        ControlCharacters.EscapeLines(text).Should().BeSameAs(text);
    }

    [Test]
    public void TextOfSeveralLinesKeepsItsLineBreaksAndTabsAlone() =>
        ControlCharacters.EscapeLines("Error: x\r\n\tat y\n\rz\u001b[2J").Should().Be("Error: x\n\tat y\n\\rz\\u001b[2J");

    [Test]
    public void EscapedJsonMeansTheSame()
    {
        const string json = "{\"a\u009b\":\"\u007f\u202e\u2028\"}\n";
        var escaped = ControlCharacters.EscapeJson(json);
        escaped.Should().Be("{\"a\\u009b\":\"\\u007f\\u202e\\u2028\"}\n");
        JsonElement.DeepEquals(JsonDocument.Parse(escaped).RootElement, JsonDocument.Parse(json).RootElement).Should().BeTrue();
    }

    [TestCase(@"\u001b[38;5;11mWRN\u001b[0m", @"\u001b[38;5;11mWRN\u001b[0m")]
    [TestCase(@"\u001b[1m\u001b[2J\u001b[0m\u001b[H", @"\u001b[1m\\u001b[2J\u001b[0m\\u001b[H")]
    [TestCase(@"plain\n", @"plain\n")]
    public void OfAThemedTextColorsAloneGetThrough(string text, string shown) => SgrFilter.Escape(Unescaped(text)).Should().Be(Unescaped(shown));

    static string Unescaped(string escaped) => JsonSerializer.Deserialize<string>($"\"{escaped}\"")!;
}
