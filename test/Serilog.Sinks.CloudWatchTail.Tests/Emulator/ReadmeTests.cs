using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

/// <summary>What the emulator's README says is so.</summary>
public sealed class ReadmeTests
{
    static readonly Regex Block = new("```csharp\n(.*?)```", RegexOptions.Singleline);
    static readonly Regex Row = new(@"^\| `(\w+)` \| ([^|]+) \|", RegexOptions.Multiline);
    static readonly Regex Operation = new(@"\b[A-Z][a-z]+[A-Z]\w+");

    const int EmulatorOperations = 30;

    static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Emulator");
    static readonly string Readme = System.IO.File.ReadAllText(Path.Combine(Folder, "README.md"));

    [Test]
    public void ItsCodeIsTheCodeThatIsTested()
    {
        var tested = System.IO.File.ReadAllLines(Path.Combine(Folder, "ReadmeSnippets.cs")).Select(Code).ToHashSet();
        var lines = Block.Matches(Readme).SelectMany(b => b.Groups[1].Value.Split('\n')).Select(Code).Where(l => l.Length > 0).ToArray();
        lines.Should().HaveCountGreaterThan(20);
        lines.Should().OnlyContain(l => tested.Contains(l));
    }

    [Test]
    public void ItsTableHasEveryOptionWithItsDefault()
    {
        var table = Row.Matches(Readme).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var options = new CloudWatchLogsEmulatorOptions();
        var spoken = new Dictionary<string, string> { ["Log"] = "quiet", ["Notice"] = "standard error", ["TimeProvider"] = "the machine's", ["Credentials"] = "test, test", ["HostNames"] = "none", ["LinkedAccounts"] = "none" };
        foreach (var property in typeof(CloudWatchLogsEmulatorOptions).GetProperties())
        {
            table.Should().ContainKey(property.Name);
            table[property.Name].Should().Be(
                spoken.TryGetValue(property.Name, out var words) ? words : Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture), property.Name);
        }
    }

    [Test]
    public async Task ItsOperationsAreThoseThatAreThere()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var http = new EmulatorHttp(aws);
        var section = Readme[Readme.IndexOf("## What it has", StringComparison.Ordinal)..];
        var operations = Operation.Matches(section[..section.IndexOf("Any other", StringComparison.Ordinal)]).Select(m => m.Value).ToArray();
        operations.Should().OnlyHaveUniqueItems().And.HaveCount(EmulatorOperations).And.Contain("StartLiveTail");
        foreach (var operation in operations) (await http.SendAsync(operation, "{}")).Code.Should().NotBe("UnknownOperationException", operation);
    }

    static string Code(string line)
    {
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).Trim();
    }
}
