using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Json;

public class JsonEscaperTests
{
    [Test]
    public void EveryTextComesBackFromItsEscapedUtf8() => Properties.ForAll(Texts.Any, text =>
    {
        var utf8 = Encoding.UTF8.GetBytes(text);

        Escape(output => JsonEscaper.AppendEscaped(output, utf8)).Should().Equal(Reference(utf8));
        Unescape(Escape(output => JsonEscaper.AppendEscaped(output, utf8))).Should().Be(Encoding.UTF8.GetString(utf8));
    });

    [Test]
    public void TextAndItsUtf8AreEscapedAlike() => Properties.ForAll(Texts.Any, text =>
        Escape(output => JsonEscaper.AppendEscaped(output, text)).Should().Equal(Reference(Encoding.UTF8.GetBytes(text))));

    [Test]
    public void ATextBetweenQuotesIsEscapedAlike() => Properties.ForAll(Texts.Any, text =>
        Escape(output => JsonEscaper.AppendQuoted(output, text)).Should().Equal([(byte)'"', .. Reference(Encoding.UTF8.GetBytes(text)), (byte)'"']));

    /// <summary>The steps of eight and sixteen meet every character at every place.</summary>
    [Test]
    public void EveryCharacterIsEscapedAtEveryPlace()
    {
        foreach (var special in (char[])['"', '\\', '\n', '\r', '\t', '\f', '\b', '\0', '\u001f', ' ', '\u007f', '\u0080', 'ÿ', 'Ā', '\u7fff', '\u8000', '\ud7ff', '\uffff'])
        {
            for (var length = 1; length <= 70; length++)
            {
                for (var place = 0; place < length; place++)
                {
                    var text = string.Create(length, (special, place), static (characters, state) =>
                    {
                        characters.Fill('a');
                        characters[state.place] = state.special;
                    });
                    var utf8 = Encoding.UTF8.GetBytes(text);
                    var expected = Reference(utf8);
                    if (!Escape(output => JsonEscaper.AppendEscaped(output, text)).AsSpan().SequenceEqual(expected)
                        || !Escape(output => JsonEscaper.AppendEscaped(output, utf8)).AsSpan().SequenceEqual(expected))
                        Assert.Fail($"{length} characters with {(int)special:X4} at {place}");
                }
            }
        }
    }

    [Test]
    public void LongTextGoesThroughBuffersThatAreFull()
    {
        foreach (var piece in (string[])["\"", "\u0001", "a\"b\\", "ä\"", "日本語\n", "😀"])
        {
            var text = string.Concat(Enumerable.Repeat(piece, 20_000));
            var expected = Reference(Encoding.UTF8.GetBytes(text));

            Escape(output => JsonEscaper.AppendEscaped(output, text)).AsSpan().SequenceEqual(expected).Should().BeTrue();
            Escape(output => JsonEscaper.AppendEscaped(output, Encoding.UTF8.GetBytes(text))).AsSpan().SequenceEqual(expected).Should().BeTrue();
        }
    }

    [Test]
    public void LoneSurrogatesAreKeptAsEscapesOrReplaced()
    {
        const string text = "a\ud800b\udc00\ud83d\ude00\udfff";

        Encoding.UTF8.GetString(Escape(output => JsonEscaper.AppendEscaped(output, text, keepLoneSurrogates: true))).Should().Be("a\\uD800b\\uDC00😀\\uDFFF");
        Encoding.UTF8.GetString(Escape(output => JsonEscaper.AppendEscaped(output, text))).Should().Be("a\ufffdb\ufffd😀\ufffd");
    }

    [Test]
    public void APairIsNoLoneSurrogateWhereverTheRunsEnd()
    {
        for (var before = 4090; before < 4100; before++)
        {
            var text = new string('ä', before) + "😀" + new string('ä', 5000);
            Escape(output => JsonEscaper.AppendEscaped(output, text, keepLoneSurrogates: true)).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text)).Should().BeTrue();
        }
    }

    [Test]
    public void WhatWasWrittenBeforeStays()
    {
        Encoding.UTF8.GetString(Escape(output =>
        {
            output.Append("before "u8);
            JsonEscaper.AppendEscaped(output, "\"after\""u8);
        })).Should().Be("before \\\"after\\\"");
    }

    /// <summary>One byte after the other.</summary>
    static byte[] Reference(byte[] utf8)
    {
        var escaped = new StringBuilder();
        foreach (var value in utf8)
        {
            escaped.Append(value switch
            {
                (byte)'"' => "\\\"",
                (byte)'\\' => "\\\\",
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                (byte)'\t' => "\\t",
                (byte)'\f' => "\\f",
                < 32 => $"\\u{value:X4}",
                _ => ((char)value).ToString()
            });
        }

        return Encoding.Latin1.GetBytes(escaped.ToString());
    }

    static byte[] Escape(Action<Utf8Buffer> write)
    {
        // The pool gives dirty arrays: what is left in them must not show.
        using var output = new Utf8Buffer(16);
        write(output);
        return output.WrittenSpan.ToArray();
    }

    static string Unescape(byte[] inside) => JsonDocument.Parse((byte[])[(byte)'"', .. inside, (byte)'"']).RootElement.GetString()!;
}
