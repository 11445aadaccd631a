using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class CommandLineTests : CwtailTest
{
    [TestCase(2, "log group")]
    [TestCase(2, "xml", "/a", "--format", "xml")]
    [TestCase(2, "soon", "/a", "--since", "soon")]
    [TestCase(2, "loud", "/a", "--level", "loud")]
    [TestCase(2, "cannot be combined", "/a", "--stream", "s", "--prefix", "p")]
    [TestCase(2, "--bogus", "/a", "--bogus")]
    [TestCase(2, "--until", "/a", "--since", "1m", "--until", "2m")]
    [TestCase(2, "appsettings", "--config", "/no/such/appsettings.json")]
    [TestCase(3, "signature", "/a", "--no-follow")]
    [TestCase(4, "does not exist", "/no/such/group", "--no-follow")]
    [TestCase(4, "does not exist", "/no/such/group")]
    [TestCase(5, "refused", "/a", "--no-follow", "--endpoint-url", "http://127.0.0.1:1")]
    [TestCase(5, "127.0.0.1:1", "/a", "--no-follow", "--endpoint-url", "http://127.0.0.1:1")]
    [TestCase(2, "cannot be combined", "/a", "--follow", "--no-follow")]
    public async Task TheExitCodeTellsOneEndFromAnother(int exitCode, string said, params string[] arguments)
    {
        if (exitCode == 3) Aws.Faults.OnAny().UntilCleared().Reject("InvalidSignatureException", "The request signature does not match.", status: 403);
        var result = await RunAsync(arguments);
        result.ExitCode.Should().Be(exitCode, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain(line => line.StartsWith("cwtail: ") && line.Contains(said));
    }

    [Test]
    public async Task AHostThatCannotBeFoundIsNamedOnce()
    {
        var result = await RunAsync("/a", "--no-follow", "--endpoint-url", "http://no-such-host.invalid");
        result.ExitCode.Should().Be(5);
        result.Error.Should().ContainSingle().Which.Split("no-such-host.invalid").Should().HaveCount(2);
    }

    [Test]
    public async Task ADeniedKeyIsNamed()
    {
        Aws.Faults.OnAny().UntilCleared().Reject("AccessDeniedException", "The KMS key arn:aws:kms:us-east-1:123456789012:key/1 cannot be used.");
        var result = await RunAsync("/a", "--no-follow");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain(line => line.Contains("key/1") && line.Contains("kms:Decrypt"));
    }

    [Test]
    public async Task HelpHasExamplesAndTheExitCodes()
    {
        var help = await RunAsync("--help");
        help.ExitCode.Should().Be(0);
        help.Output.Should().Contain("Examples:").And.Contain("Exit codes:").And.Contain(line => line.Contains("cwtail emulator"));
        foreach (var option in new CwtailCommand().Options) help.Output.Should().Contain(line => line.Contains(option.Name));

        var ofPut = await RunAsync("put", "--help");
        ofPut.Output.Should().Contain(line => line.Contains("cwtail put <GROUP> [<STREAM>]")).And.Contain("Examples:").And.Contain("Exit codes:");
        (await RunAsync("emulator", "--help")).Output.Should().Contain("Examples:");
    }

    [Test]
    public async Task TheShellCanCompleteOptionsAndValues()
    {
        (await RunAsync("[suggest:10]", "cwtail --l")).Output.Should().Contain("--level");
        (await RunAsync("[suggest:17]", "cwtail --level Wa")).Output.Should().Contain("Warning");
        (await RunAsync("[suggest:22]", "cwtail view --level Wa")).Output.Should().Contain("Warning");
        (await RunAsync("[suggest:17]", "cwtail --format c")).Output.Should().Contain("clef");
    }

    [Test]
    public async Task TheEmulatorSaysWhatToSetAndIsThereUntilItIsEnded()
    {
        await using var emulator = Cwtail.Start(null, "emulator", "--port", "0");
        await emulator.Output.WaitForAsync("AWS_SECRET_ACCESS_KEY");
        var variables = emulator.Output.Lines.Select(line => line.Split([' ', '='], 3)).ToDictionary(parts => parts[1], parts => parts[2]);
        variables.Keys.Should().Equal("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_DISABLE_HOST_PREFIX_INJECTION", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

        var url = variables["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"];
        (await Cwtail.RunAsync(Aws, ["put", Group, "--endpoint-url", url], "hello\n")).ExitCode.Should().Be(0);
        (await RunAsync(Group, "--no-follow", "--format", "raw", "--endpoint-url", url)).Output.Should().Equal("hello");

        var second = await Cwtail.RunAsync(null, ["emulator", "--port", new Uri(url).Port.ToString()]);
        second.ExitCode.Should().Be(2);
        second.Error.Should().ContainSingle().Which.Should().Contain("cannot be used");

        emulator.Stop();
        (await emulator.EndAsync()).ExitCode.Should().Be(0);
    }
}
