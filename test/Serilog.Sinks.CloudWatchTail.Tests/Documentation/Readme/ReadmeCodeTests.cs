using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Readme;

/// <summary>Compiles the README's snippets as they stand, each as a program of its own.</summary>
public class ReadmeCodeTests
{
    /// <summary>What a new project has by itself, and the two that the README leaves out by saying so.</summary>
    const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    const string LeftOut = """
        global using Serilog;
        global using Serilog.Sinks.CloudWatchTail;
        """;

    static readonly ImmutableArray<MetadataReference> References = FindReferences();

    static IEnumerable<TestCaseData> Snippets() =>
        ReadmeFile.Blocks("csharp").Select((block, index) => new TestCaseData(index, block.Code).SetArgDisplayNames($"line {block.Line}"));

    [TestCaseSource(nameof(Snippets))]
    public void ASnippetCompiles(int index, string code)
    {
        // The first one has to stand on its own.
        var compiled = Compile(code, index == 0 ? GlobalUsings : GlobalUsings + "\n" + LeftOut);
        compiled.Should().BeEmpty();
    }

    [Test]
    public void AMisspeltNameWouldBeFound() =>
        Compile("Log.Logger = new LoggerConfiguration().WriteTo.CloudWatch(logGruop: \"/a\").CreateLogger();", GlobalUsings + LeftOut).Should().NotBeEmpty();

    static IEnumerable<string> Compile(string code, string usings)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(code, parsing), CSharpSyntaxTree.ParseText(usings, parsing)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString());
    }

    static ImmutableArray<MetadataReference> FindReferences() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];
}
