using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

// Runs the manual's snippets as programs, with an emulator in place of AWS.
[Parallelizable(ParallelScope.Self)]
public class SnippetRunTests
{
    static readonly string BesideTheTests = Path.GetDirectoryName(typeof(SnippetRunTests).Assembly.Location)!;

    static IEnumerable<TestCaseData> Snippets() =>
        ManualPages.Blocks("csharp").Select(block => new TestCaseData(block).SetArgDisplayNames(block.ToString()));

    [TestCaseSource(nameof(Snippets))]
    public async Task ASnippetRunsToItsEnd(object snippet)
    {
        var block = (ManualBlock)snippet;
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Region = "eu-west-1");
        foreach (var group in (string[])["/shop/orders", "/shop/stock"]) aws.Put(group, "web/1", [(DateTimeOffset.UtcNow, "an order")]);
        using var folder = new TempFolder();
        await System.IO.File.WriteAllTextAsync(folder.GetFile("appsettings.json"), Configuration());
        // Beside the tests, so that it finds what they find.
        var program = Path.Combine(BesideTheTests, $"snippet-{Guid.NewGuid():N}.dll");
        SnippetCompiler.Emit(block.Code, isComplete: block.Page == ManualPages.Readme, program);
        try
        {
            await using var run = ProgramRun.Start(Command(program, folder), Cwtail.EnvironmentFor(aws).Append(("ASPNETCORE_URLS", "http://127.0.0.1:0")));
            var ended = run.EndAsync();
            // A tail and a web application go on until they are asked to stop.
            var lastRequest = block.Code.Contains("CloudWatchLiveTail(", StringComparison.Ordinal) ? "StartLiveTail"
                : block.Code.Contains("app.Run()", StringComparison.Ordinal) ? "PutLogEvents"
                : null;
            if (lastRequest is not null)
            {
                await await Task.WhenAny(ended, aws.WaitForRequestsAsync(lastRequest, 1, Limits.Patience));
                ended.IsCompleted.Should().BeFalse("{0} goes on", block);
                run.Stop();
            }

            var result = await ended;
            result.ExitCode.Should().BeOneOf([0, lastRequest is null ? 0 : 128 + 15], "of {0}", string.Join('\n', result.Error));
        }
        finally
        {
            System.IO.File.Delete(program);
        }
    }

    // The first configuration that the manual shows.
    static string Configuration() => ManualPages.Blocks("json").First().Code;

    static ProcessStartInfo Command(string program, TempFolder folder)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName };
        var tests = Path.Combine(BesideTheTests, Path.GetFileNameWithoutExtension(typeof(SnippetRunTests).Assembly.Location));
        foreach (var argument in (string[])["exec", "--depsfile", $"{tests}.deps.json", "--runtimeconfig", $"{tests}.runtimeconfig.json", program]) start.ArgumentList.Add(argument);
        return start;
    }
}
