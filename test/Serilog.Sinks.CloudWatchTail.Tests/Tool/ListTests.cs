using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class ListTests : CwtailTest
{
    [SetUp]
    public void PutGroups()
    {
        Aws.CreateLogGroup("/shop/stock", retentionInDays: 30);
        Aws.Put("/shop/orders", "web/1", [(DateTimeOffset.UtcNow.AddHours(-2), "older")]);
        Aws.Put("/shop/orders", "web/2", [(DateTimeOffset.UtcNow.AddHours(-1), "newer")]);
        Aws.CreateLogGroup("/host");
    }

    [Test]
    public async Task GroupsAreListedWithWhatIsKnownOfThem()
    {
        var result = await RunAsync("ls", "/shop/");
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        var rows = result.Output.Select(line => line.Split('\t')).ToArray();
        rows.Select(row => row[0]).Should().Equal("/shop/orders", "/shop/stock");
        rows.Select(row => row[2]).Should().Equal("for ever", "30 days");
        rows.Select(row => row[3]).Should().Equal("STANDARD", "STANDARD");
        rows[0][4].Should().StartWith(DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:"));
        rows[1][4].Should().Be("-");
    }

    [Test]
    public async Task TheStreamsOfAGroupComeTheNewestFirst()
    {
        var result = await RunAsync("ls", "/shop/orders");
        result.Output.Select(line => line.Split('\t')[0]).Should().Equal("web/2", "web/1");
    }

    [TestCase("ls", "/shop/ordres")]
    [TestCase("/shop/ordres", "--no-follow")]
    public async Task AMisspeltGroupIsToldWhatWasMeant(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ExitCode.Should().Be(4);
        result.Error.Should().ContainSingle().Which.Should().Contain("Did you mean /shop/orders?");
    }

    [TestCase("--no-folow", "--no-follow")]
    [TestCase("--levle", "--level")]
    public async Task AMisspeltOptionIsToldWhatWasMeant(string option, string meant) =>
        (await RunAsync(Group, option)).Error.Should().Contain(line => line.Contains($"Did you mean {meant}?"));

    [Test]
    public async Task AGroupThatBeginsWithSlashHIsAGroup()
    {
        Aws.CreateLogGroup("/h");
        foreach (var group in new[] { "/h", "/host" })
        {
            var result = await RunAsync(group, "--no-follow");
            result.Error.Should().ContainSingle().Which.Should().StartWith("cwtail: 0 events received");
        }
    }

    [Test]
    public async Task GroupsAndStreamsAreCompleted()
    {
        (await RunAsync("[suggest:12]", "cwtail /shop")).Output.Should().Contain("/shop/orders").And.Contain("/shop/stock").And.NotContain("/host");
        (await RunAsync("[suggest:33]", "cwtail /shop/orders --stream web/")).Output.Should().Contain("web/1").And.Contain("web/2");
    }

    [Test]
    public async Task TheScriptForBashCompletesWithoutLettingTheShellExpandNames()
    {
        using var folder = new TempFolder();
        var script = string.Join('\n', (await RunAsync("completion", "bash")).Output);
        await System.IO.File.WriteAllTextAsync(folder.GetFile("complete.sh"), $$"""
            cwtail() { dotnet '{{Cwtail.ProgramFile}}' "$@"; }
            {{script}}
            COMP_LINE='cwtail /shop/o' COMP_POINT=14
            _cwtail
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add(folder.GetFile("complete.sh"));
        foreach (var (name, value) in Cwtail.EnvironmentFor(Aws)) start.Environment[name] = value;
        using var bash = Process.Start(start)!;
        (await bash.StandardOutput.ReadToEndAsync().WaitAsync(Limits.Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal("/shop/orders");
        foreach (var shell in new[] { "zsh", "fish", "pwsh" }) (await RunAsync("completion", shell)).Output.Should().Contain(line => line.Contains("[suggest:"));
        (await RunAsync("completion", "cmd")).ExitCode.Should().Be(2);
    }
}
