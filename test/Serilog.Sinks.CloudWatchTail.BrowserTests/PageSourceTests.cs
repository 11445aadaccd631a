using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class PageSourceTests
{
    static readonly string Folder = Repository.PathOf("src", "Serilog.Sinks.CloudWatchTail.Tool", "View", "Page");

    static readonly Regex TextToMarkup = new(
        @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|setHTML|\beval\s*\(|new\s+Function|setAttribute\(\s*['""]style|javascript:",
        RegexOptions.None,
        TimeSpan.FromSeconds(10));

    static readonly Regex InlineCode = new(@"\son\w+\s*=|\sstyle\s*=|<style|<script(?![^>]*\ssrc=)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10));

    static readonly Regex OtherHost = new(@"(https?:)?//[\w.-]+\.\w+", RegexOptions.None, TimeSpan.FromSeconds(10));

    static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories);

    [Test]
    public void NoScriptTurnsTextIntoMarkupOrCode() => Violations("*.js", TextToMarkup).Should().BeEmpty();

    [Test]
    public void ThePageHasNoCodeAndNoStyleThatItsPolicyWouldBlock() => Violations("*.html", InlineCode).Should().BeEmpty();

    [Test]
    public void NothingIsLoadedFromAnotherHost() =>
        Violations("*.*", OtherHost).Where(line => !line.Contains("http://www.w3.org/2000/svg", StringComparison.Ordinal)).Should().BeEmpty();

    [Test]
    public void EachScriptIsSmallAndItsTypesAreChecked()
    {
        foreach (var file in Files("*.js"))
        {
            var lines = System.IO.File.ReadAllLines(file);
            lines.Length.Should().BeLessThanOrEqualTo(350, file);
            lines[0].Should().Be("// @ts-check", file);
        }
    }

    static List<string> Violations(string pattern, Regex rule) =>
        [.. Files(pattern).SelectMany(file => System.IO.File.ReadLines(file).Where(line => rule.IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))];
}
