using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

public class DependencyRuleTests
{
    const string Library = "Serilog.Sinks.CloudWatchTail";

    /// <summary>
    /// The folders of the formats, of the client and of the sink, with all that each may know. Formats is the front of its own and knows all but
    /// ThirdParty; the files at the top of CloudWatch are the client, and those at the top of Emit the loop and its wiring: known by none below.
    /// </summary>
    static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Json"] = [],
        ["Events"] = [],
        ["Events/Captured"] = [],
        ["Events/Recorded"] = [],
        ["Formats/Vocabulary"] = [],
        ["Formats/Reading"] = ["Json", "Events", "Events/Recorded", "Formats/Vocabulary"],
        ["Formats/Writing"] = ["Json", "Events", "Events/Captured", "Events/Recorded", "Formats/Vocabulary"],
        ["Formats/Writing/Shortening"] = ["Json", "Formats/Vocabulary"],
        ["Formats/Metrics"] = ["Json", "Events/Captured", "Formats/Vocabulary", "Formats/Writing"],
        ["Formats"] = ["Json", "Events", "Events/Captured", "Events/Recorded", "Formats/Vocabulary", "Formats/Reading", "Formats/Writing", "Formats/Writing/Shortening", "Formats/Metrics"],
        // Nothing knows ThirdParty, so that it can be deleted: the half of MessageReader that lies there hooks it in.
        ["Formats/ThirdParty"] = ["Json", "Events", "Formats/Reading", "Formats"],
        ["CloudWatch/Cbor"] = ["Json"],
        ["CloudWatch/Transport"] = ["Json", "CloudWatch/Cbor"],
        ["CloudWatch/EventStream"] = [],
        ["CloudWatch/Operations"] = ["Json", "CloudWatch/Cbor"],
        ["CloudWatch/Operations/LiveTail"] = ["Json", "CloudWatch/Operations", "CloudWatch/EventStream", "CloudWatch/Transport"],
        ["CloudWatch"] = ["Json", "CloudWatch/Operations", "CloudWatch/Operations/LiveTail", "CloudWatch/Transport"],
        ["Emit/Runtime"] = [],
        ["Emit/Entities"] = ["CloudWatch/Operations"],
        ["Emit/Costs"] = [],
        ["Emit/Reporting"] = ["Events", "Events/Captured", "Emit/Runtime", "Emit/Costs"],
        ["Emit/Streams"] = ["Events", "Events/Captured", "Emit/Runtime", "Emit/Reporting"],
        ["Emit/BufferLog"] = ["Json"],
        ["Emit/Sources"] = ["Json", "Events/Captured", "Emit/Streams"],
        ["Emit/Sources/Memory"] = ["Json", "Events/Captured", "Formats", "Emit/Runtime", "Emit/Costs", "Emit/Reporting", "Emit/Streams", "Emit/Sources"],
        ["Emit/Sources/Disk"] = ["Json", "Events/Captured", "Formats", "Emit/Runtime", "Emit/Costs", "Emit/Reporting", "Emit/Streams", "Emit/BufferLog", "Emit/Sources"],
        ["Emit/Sources/Caller"] = ["Json", "Events/Captured", "Formats", "Emit/Streams", "Emit/Sources"],
        ["Emit/Details"] = ["Events/Captured", "Emit/Runtime", "Emit/Reporting", "Emit/Streams", "Emit/Sources"],
        ["Emit/Batches"] = ["Json", "CloudWatch/Operations", "Emit/Runtime", "Emit/Costs", "Emit/Streams", "Emit/Sources"],
        ["Emit/Delivery"] = ["CloudWatch", "CloudWatch/Operations", "Emit/Runtime", "Emit/Reporting", "Emit/Streams", "Emit/Sources", "Emit/Batches"],
        ["Emit"] =
        [
            "Events", "Events/Captured", "Formats", "CloudWatch", "CloudWatch/Operations", "Emit/Runtime", "Emit/Reporting", "Emit/Streams", "Emit/BufferLog", "Emit/Sources",
            "Emit/Sources/Memory", "Emit/Sources/Disk", "Emit/Sources/Caller", "Emit/Batches", "Emit/Delivery", "Emit/Entities", "Emit/Costs", "Emit/Details",
        ],
    };

    /// <summary>Small libraries of their own, folders below included.</summary>
    static readonly string[] Whole = ["Emit/BufferLog"];

    static IEnumerable<TestCaseData> PairsOfFolders() =>
        from folder in MayKnow.Keys from other in MayKnow.Keys where folder != other && !MayKnow[folder].Contains(other) select new TestCaseData(folder, other);

    static readonly Lazy<FolderGraph> Graph = new(() => new FolderGraph(Repository.PathOf("src", Library), MayKnow.Keys));

    [TestCaseSource(nameof(PairsOfFolders))]
    public void AFolderKnowsNoneButThoseItIsBuiltOn(string folder, string other) => Graph.Value.MentionsOf(folder, other).Should().BeEmpty();

    [Test]
    public void EveryFileLiesInAFolderThatIsChecked()
    {
        var folders = Graph.Value.Files.Select(file => Path.GetRelativePath(Repository.PathOf("src", Library), Path.GetDirectoryName(file.Path)!).Replace('\\', '/'))
            .Select(folder => Whole.FirstOrDefault(whole => folder.StartsWith(whole + "/", StringComparison.Ordinal)) ?? folder).Distinct();

        folders.Should().BeEquivalentTo(MayKnow.Keys);
    }

    [Test]
    public void NoFolderDependsOnItselfByWayOfOthers()
    {
        var known = MayKnow.Keys.ToHashSet();
        while (known.Where(folder => !MayKnow[folder].Any(known.Contains)).ToArray() is { Length: > 0 } lowest) known.ExceptWith(lowest);

        known.Should().BeEmpty("these lie on or above a circle");
    }

    /// <summary>Where an event waits is the sources' own affair, but for the options, the reports and the wiring.</summary>
    [TestCase("Emit/Batches")]
    [TestCase("Emit/Delivery")]
    [TestCase("Emit/Streams")]
    [TestCase("Emit/Runtime")]
    public void AStageDoesNotAskWhetherAnEventWaitsInMemoryOrOnTheDisk(string folder) =>
        Repository.SourcesIn("src", Library, folder).Where(f => Regex.IsMatch(System.IO.File.ReadAllText(f), @"(?i)\bdisk|durable|backlog|bufferbase|IsOfBuffer")).Should().BeEmpty();

    /// <summary>A sentence about lost events is worded in one place.</summary>
    [Test]
    public void FailuresAreWordedInOnePlace() =>
        Repository.SourcesIn("src", Library).Where(f => System.IO.File.ReadAllText(f).Contains("new CloudWatchFailure("))
            .Select(f => Path.GetFileName(f)).Should().BeEquivalentTo("Failures.Buffer.cs");

    [TestCase("Emit", "Tail")]
    [TestCase("Tail", "Emit")]
    [TestCase("CloudWatch", "Emit", "Tail", "Events", "Formats")]
    [TestCase("Json", "Emit", "Tail", "CloudWatch")]
    [TestCase("Events", "Emit", "Tail", "CloudWatch")]
    [TestCase("Formats", "Emit", "Tail", "CloudWatch")]
    [TestCase("Common", "Emit", "Tail", "CloudWatch", "Events", "Formats")]
    [TestCase("Emit/BufferLog", "Tail", "CloudWatch", "Events", "Formats", "Emit.Sources", "Emit.Batches", "Emit.Delivery", "Emit.Streams", "Emit.Reporting", "Emit.Runtime")]
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
    public void JsonKnowsNoSerilog() =>
        Repository.SourcesIn("src", Library, "Json").Where(f => Regex.IsMatch(System.IO.File.ReadAllText(f), @"Serilog\.(?!Sinks\.CloudWatchTail\.Json;)")).Should().BeEmpty();

    /// <summary>Configuration files name the formatters: their namespace stays what it is, wherever the files lie.</summary>
    [Test]
    public void ThePublicFormattersKeepTheirNamespace() =>
        typeof(CloudWatchSinkOptions).Assembly.GetExportedTypes().Select(type => type.Namespace).Distinct()
            .Should().BeEquivalentTo("Serilog", Library, $"{Library}.Formatting");

    /// <summary>An operation has the same name in the client and in the emulator.</summary>
    [Test]
    public void EveryOperationOfTheClientIsOneOfTheEmulatorToo()
    {
        var emulator = Repository.SourcesIn("src", $"{Library}.Emulator", "Operations").Select(Path.GetFileName);
        var requests = Repository.SourcesIn("src", Library, "CloudWatch/Operations").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name.EndsWith("Request", StringComparison.Ordinal));

        var operations = requests.Select(name => name[..^"Request".Length]).ToList();
        operations.Should().HaveCount(9);
        operations.Where(operation => operation != "StartLiveTail").Should().OnlyContain(operation => emulator.Contains(operation + ".cs"));
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
        project.Descendants("PackageReference").Select(p => (string?)p.Attribute("Include")).Should().Equal("System.Formats.Cbor");
        project.Descendants("Compile").Should().BeEmpty();
    }

    [Test]
    public void OneUsingIsEnoughForTheEmulator() =>
        typeof(CloudWatchLogsEmulator).Assembly.GetExportedTypes().Select(t => t.Namespace).Distinct().Should().Equal($"{Library}.Emulator");

    [Test]
    public void NoSourceFileIsLongerThan350Lines()
    {
        Repository.SourcesIn("src").Where(f => System.IO.File.ReadAllLines(f).Length > 350).Should().BeEmpty();
    }

    static string WithoutComments(string source) => Regex.Replace(source, @"//.*$", "", RegexOptions.Multiline);
}
