using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

public class DependencyRuleTests
{
    const string Library = "Serilog.Sinks.CloudWatchTail";

    [TestCase("Emit", "Tail")]
    [TestCase("Tail", "Emit")]
    [TestCase("CloudWatch", "Emit", "Tail")]
    [TestCase("Formatting", "Emit", "Tail", "CloudWatch")]
    public void AFolderKnowsNothingOfTheOnesThatItMustNotKnow(string folder, params string[] forbidden)
    {
        foreach (var name in forbidden)
        {
            // A namespace is reached by a using directive or by its name with a dot behind it.
            var mention = new Regex($@"(using (static )?{Regex.Escape(Library)}\.{name}[;.])|((?<![\w.""]){name}\.[A-Z]\w+)|({Regex.Escape(Library)}\.{name}\.)");
            var offenders = Repository.SourcesIn("src", Library, folder).Where(f => mention.IsMatch(WithoutComments(System.IO.File.ReadAllText(f))));
            offenders.Should().BeEmpty("{0} must not know {1}", folder, name);
        }
    }

    [Test]
    public void TheLibraryDependsOnSerilogAndTheAwsCoreAlone()
    {
        var packages = new[] { Repository.PathOf("src", Library, $"{Library}.csproj"), Repository.PathOf("src", "Directory.Build.props"), Repository.PathOf("Directory.Build.props") }
            .SelectMany(f => XDocument.Load(f).Descendants("PackageReference"))
            .Where(p => (string?)p.Attribute("PrivateAssets") != "all")
            .Select(p => (string?)p.Attribute("Include"));
        packages.Should().BeEquivalentTo("AWSSDK.Core", "Serilog");

        typeof(CloudWatchSinkOptions).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("netstandard" or "mscorlib"))
            .Should().BeEquivalentTo("AWSSDK.Core", "Serilog");
    }

    [Test]
    public void TheEmulatorSharesNoCodeWithTheClient()
    {
        var project = XDocument.Load(Repository.PathOf("src", $"{Library}.Emulator", $"{Library}.Emulator.csproj"));
        project.Descendants("ProjectReference").Should().BeEmpty();
        project.Descendants("PackageReference").Should().BeEmpty();
        project.Descendants("Compile").Should().BeEmpty();
    }

    [Test]
    public void NoSourceFileIsLongerThan350Lines()
    {
        Repository.SourcesIn("src").Where(f => System.IO.File.ReadAllLines(f).Length > 350).Should().BeEmpty();
    }

    static string WithoutComments(string source) => Regex.Replace(source, @"//.*$", "", RegexOptions.Multiline);
}
