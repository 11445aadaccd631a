using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Reading;

public class TextSearchTests
{
    static readonly Gen<string> Word = Gen.Frequency((4, Gen.Elements("a", "b", "ab", "aab")), (1, Gen.Choose(1, 200).Select(n => new string('a', n))));

    static readonly Gen<string> Text = Gen.Choose(0, 8).SelectMany(n => Word.ArrayOf(n)).Select(string.Concat);

    static readonly Gen<(string Message, string Text)> Searches =
        from text in Text
        from before in Text
        from after in Text
        from isThere in Gen.Elements(true, true, false)
        select (before + (isThere ? text : "") + after, text);

    [Test]
    public void ATextIsFoundWhereTheRuntimesOwnSearchFindsIt() => Properties.ForAll(Searches, search =>
        TextSearch.Find(Encoding.UTF8.GetBytes(search.Message), Encoding.UTF8.GetBytes(search.Text)).Should().Be(search.Message.IndexOf(search.Text, StringComparison.Ordinal)), 20_000);

    /// <summary>A value may begin as the text behind its hole does.</summary>
    [Test]
    public void ALongTextIsFoundBehindAValueThatBeginsLikeIt()
    {
        var text = new string('x', 200);
        var logEvent = Some.LogEvent($"{{types:l}}{text}/{{None}}", properties: [("types", new string('x', 160) + "!")]);
        var read = Rendered.Read(Rendered.CloudWatchJson(logEvent));
        read.Properties.Keys.Should().Equal("types");
        Rendered.CloudWatchJson(read).Should().Be(Rendered.CloudWatchJson(logEvent));
    }
}
