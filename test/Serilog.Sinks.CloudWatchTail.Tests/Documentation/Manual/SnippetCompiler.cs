using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

// Compiles a snippet of the manual as a program of its own.
static class SnippetCompiler
{
    // A new project has these by itself.
    const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // A web project has these as well.
    const string WebUsings = """

        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.Extensions.DependencyInjection;
        """;

    // The reference says that its snippets leave these out. Those of the README stand on their own.
    const string LeftOut = """

        global using Serilog;
        global using Serilog.Sinks.CloudWatchTail;
        """;

    static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    public static IEnumerable<string> ErrorsOf(string code, bool isComplete) =>
        Compile(code, isComplete, "Snippet").GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString());

    public static void Emit(string code, bool isComplete, string file)
    {
        var result = Compile(code, isComplete, Path.GetFileNameWithoutExtension(file)).Emit(file);
        result.Success.Should().BeTrue("of {0}", string.Join('\n', result.Diagnostics));
    }

    static CSharpCompilation Compile(string code, bool isComplete, string name)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var usings = GlobalUsings + (code.Contains("WebApplication", StringComparison.Ordinal) ? WebUsings : "") + (isComplete ? "" : LeftOut);
        return CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code, parsing), CSharpSyntaxTree.ParseText(usings, parsing)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }
}
