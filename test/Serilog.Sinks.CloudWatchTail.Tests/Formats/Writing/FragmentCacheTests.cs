using FluentAssertions;
using NUnit.Framework;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Writing;

public class FragmentCacheTests
{
    // Equal texts that are different strings, texts that share a place, and one that is too long to be remembered.
    static readonly string[] Texts =
    [
        "OrderId", string.Concat("Order", "Id"), "", "@m", "message", "Say \"{Word}\"", "Zürich\n", "\ud800", "AxxxB", "AyyxB", "AyxxB", new('x', 600)
    ];

    [Test]
    public void TextsInAnyOrderAreWrittenAsIfNoneWereRemembered()
    {
        var random = new Random(7);
        var cache = new FragmentCache();
        using var plain = new Utf8Buffer();
        using var inside = new Utf8Buffer(insideString: true);
        for (var i = 0; i < 4_000; i++)
        {
            // Mostly in turn, as the parts of events follow each other.
            var text = Texts[(random.Next(4) == 0 ? random.Next(Texts.Length) : i) % Texts.Length];
            var fragment = (Fragment)(random.Next(3) == 0 ? random.Next((int)Fragment.PropertyNameBesideSeverity + 1) : i % 3);
            var output = random.Next(5) == 0 ? plain : inside;

            Written(cache, output, text, fragment).Should().Be(Written(new FragmentCache(), output, text, fragment), "of text {0} as {1}", text, fragment);
        }
    }

    [Test]
    public void EventsOfTwoKindsInTurnAreWrittenAsIfEachCameAlone()
    {
        string[][] kinds = [["Order ", "OrderId", "Host"], ["Order ", "Customer", "Host", "Took"]];
        var cache = new FragmentCache();
        using var output = new Utf8Buffer(insideString: true);
        for (var i = 0; i < 40; i++)
        {
            foreach (var text in kinds[i % 2])
            {
                Written(cache, output, text, Fragment.PropertyName).Text.Should().Be($",\\\"{text}\\\":");
            }
        }
    }

    [Test]
    public void TwoTextsOfOnePlaceAreBothRememberedWhenTheyComeInTurn()
    {
        // Alike in length and in all the characters that are read to find the place. An escaped name is another string each time until it is remembered.
        string[] names = [new string('_', 33) + "message", new string('_', 32) + "template"];
        var cache = new FragmentCache();
        using var output = new Utf8Buffer();
        string[] Round() => [.. names.Select(name => Written(cache, output, name, Fragment.PropertyName).Name)];
        Round();
        Round();
        var third = Round();

        var fourth = Round();

        fourth[0].Should().BeSameAs(third[0]);
        fourth[1].Should().BeSameAs(third[1]);
    }

    static (string Name, string Text, int TextLength) Written(FragmentCache cache, Utf8Buffer output, string text, Fragment fragment)
    {
        output.Clear();
        var name = cache.Append(output, text, fragment);
        return (name, System.Text.Encoding.UTF8.GetString(output.WrittenSpan), output.TextLength);
    }
}
