using System.Diagnostics;
using System.Net;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

/// <summary>The viewer as a process.</summary>
[Parallelizable(ParallelScope.Self)]
class ViewCommandTests : CwtailTest
{
    [Test]
    public async Task TheLinkIsPrintedAndCtrlCEndsTheViewerWithOpenStreams()
    {
        Aws.Put(Group, "1", "of the history");
        await using var tool = Cwtail.Start(Aws, "view", Group);
        var link = new Uri(await tool.Output.WaitForAsync("http://127.0.0.1:"));
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new(link.GetLeftPart(UriPartial.Authority)), Timeout = Limits.Patience };
        (await browser.GetStringAsync(link)).Should().Contain("<!doctype html>", "the link leads to the page");
        using var feed = await FeedReader.OpenAsync(browser);
        await feed.UntilRowsAsync(1);
        await feed.UntilStateAsync("live");
        feed.Messages.Should().Equal("of the history");

        var began = Stopwatch.GetTimestamp();
        tool.Stop();
        var result = await tool.EndAsync();
        result.ExitCode.Should().Be(0);
        result.Output.Should().ContainSingle();
        result.Error.Should().ContainSingle().Which.Should().Contain("Ctrl+C");
        Stopwatch.GetElapsedTime(began).Should().BeLessThan(Limits.Patience);
        await feed.EndAsync();
    }

    [Test]
    public async Task TheEmulatorShowsItself()
    {
        await using var tool = Cwtail.Start(null, "emulator", "--port", "0", "--view");
        var line = await tool.Error.WaitForAsync("/?token=");
        var link = new Uri(line[line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal)..]);
        var service = (await tool.Output.WaitForAsync("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS")).Split('=')[1].Trim('"');
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new(link.GetLeftPart(UriPartial.Authority)), Timeout = Limits.Patience };
        await browser.GetStringAsync(link);

        (await Cwtail.RunAsync(null, ["put", "/shop/orders", "1", "--endpoint-url", service], "a line\n")).ExitCode.Should().Be(0);
        using var feed = await FeedReader.OpenAsync(browser);
        await feed.UntilRowsAsync(1);
        feed.Messages.Should().Equal("a line");
        await feed.UntilAsync(() => feed.Emulator is not null);

        tool.Stop();
        var result = await tool.EndAsync();
        result.ExitCode.Should().Be(0);
        result.Output.Should().OnlyContain(text => text.Contains('='), "a shell may evaluate it");
    }

    [Test]
    public async Task AGroupThatDoesNotExistIsSaidInTheTerminalToo()
    {
        await using var tool = Cwtail.Start(Aws, "view", "/shop/nothing");
        await tool.Output.WaitForAsync("http://127.0.0.1:");
        await tool.Error.WaitForAsync("\"/shop/nothing\" does not exist");
        tool.Stop();
        (await tool.EndAsync()).ExitCode.Should().Be(0);
    }

    [TestCase("--port '70000' is not a valid port", "view", "--port", "70000")]
    [TestCase("--since 'soon' is not a valid time", "view", "--since", "soon")]
    [TestCase("--level 'loud' is not a valid level", "view", "--level", "loud")]
    [TestCase("--stream needs exactly one log group", "view", "--stream", "s")]
    [TestCase("--prefix needs exactly one log group", "view", "/a", "/b", "--prefix", "s")]
    [TestCase("cannot be combined", "view", "/a", "--stream", "s", "--prefix", "p")]
    [TestCase("--view-port needs --view", "emulator", "--view-port", "5000")]
    [TestCase("--view-port '-1' is not a valid port", "emulator", "--view", "--view-port", "-1")]
    public async Task AWrongCommandLineIsAnErrorThatNamesTheOption(string said, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ExitCode.Should().Be(2, "of {0}", string.Join('\n', result.Error));
        result.Error.Should().Contain(line => line.Contains(said));
    }

    [TestCase("--port", "view")]
    [TestCase("--view-port", "emulator", "--port", "0", "--view")]
    public async Task APortThatIsTakenIsAnErrorOfUsage(string option, params string[] command)
    {
        var port = $"{new Uri(Aws.ServiceUrl).Port}";
        var result = await RunAsync([.. command, option, port]);
        result.ExitCode.Should().Be(2);
        result.Error.Should().ContainSingle().Which.Should().Be($"cwtail: {option} {port} cannot be used: Address already in use");
    }
}
