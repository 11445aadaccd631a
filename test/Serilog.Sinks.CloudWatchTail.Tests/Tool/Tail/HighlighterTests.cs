using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Tail;

public class HighlighterTests
{
    const string Escape = "\u001b";

    [TestCase("an order", "an [7morder[27m")]
    [TestCase("order\n", "[7morder[27m\n")]
    [TestCase("no match", "no match")]
    [TestCase("[31mor[0mder[0m", "[31m[7mor[0m[7mder[27m[0m")]
    public void AMatchIsInReverseWhateverColoursItHas(string text, string expected) =>
        new Highlighter(isPossible: true) { Pattern = new Regex("order") }.Apply(Escaped(text)).Should().Be(Escaped(expected));

    [Test]
    public void APipeShowsNone() => new Highlighter(isPossible: false) { Pattern = new Regex("order") }.Apply("order").Should().Be("order");

    [Test]
    public void APatternThatTakesTooLongShowsNone() =>
        new Highlighter(isPossible: true) { Pattern = new Regex("(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(1)) }.Apply(new string('a', 40) + "!").Should().EndWith("a!");

    static string Escaped(string text) => text.Replace("[", Escape + "[");
}
