using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class PutTests : CwtailTest
{
    [Test]
    public async Task LinesArriveAsTheyAreAtTheirOwnTime()
    {
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        string[] lines = ["plain {text}", Clef("Order {Id}", time: hourAgo.ToString("O")), "  {\"any\": \"JSON\"} ", "", "Zoë 🎉 \u001b[31m"];

        var result = await Cwtail.RunAsync(Aws, ["put", Group, "web-1"], string.Join('\n', lines));

        result.ExitCode.Should().Be(0);
        result.Error.Should().ContainSingle().Which.Should().StartWith("cwtail: 4 lines read, 1 empty line skipped, 4 delivered, 0 lost, in ");
        var stored = Aws.Events(Group, "web-1");
        stored.Select(e => e.Message).Should().BeEquivalentTo(lines.Where(line => line.Length > 0));
        stored.Single(e => e.Message.Contains("@t")).Timestamp.Should().BeCloseTo(hourAgo, TimeSpan.FromMilliseconds(1));
    }

    [Test]
    public async Task AByteOrderMarkIsNoPartOfTheFirstLine()
    {
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        await Cwtail.RunAsync(Aws, ["put", Group, "1"], "\uFEFF" + Clef("first", time: hourAgo.ToString("O")) + "\n" + Clef("second", time: hourAgo.ToString("O")) + "\n");
        Aws.Events(Group, "1").Should().HaveCount(2).And.OnlyContain(e => e.Message.StartsWith('{') && e.Timestamp < hourAgo.AddMinutes(1));
    }

    [Test]
    public async Task WhatTheServiceRejectsIsSaidAndShowsInTheExitCode()
    {
        var tooOld = Clef("old", time: DateTimeOffset.UtcNow.AddDays(-20).ToString("O"));
        var result = await Cwtail.RunAsync(Aws, ["put", Group, "1"], $"{tooOld}\nfine\n");
        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain(line => line.Contains("14 days")).And.Contain(line => line.Contains("1 delivered, 1 lost"));
    }

    [Test]
    public async Task APropertyOfALineCanChooseItsStream()
    {
        await Cwtail.RunAsync(Aws, ["put", Group, "{Customer|shared}"], $"{Clef("x", time: DateTimeOffset.UtcNow.ToString("O"))}\nplain\n");
        Aws.Events(Group, "ACME").Should().ContainSingle();
        Aws.Events(Group, "shared").Should().ContainSingle();
    }

    [Test]
    public async Task WhatWasReadIsSentBeforeASignalEndsIt()
    {
        await using var tool = Cwtail.Start(Aws, "put", Group, "1");
        await tool.Input.WriteAsync("one\n");
        await tool.Input.FlushAsync();
        await Aws.WaitForEventsAsync(Group, 1, Limits.Patience);
        tool.Stop();
        var result = await tool.EndAsync();
        (result.ExitCode, result.Error[^1].Contains("1 line read, 1 delivered", StringComparison.Ordinal)).Should().Be((0, true));
    }

    [TestCase(3, "signature")]
    [TestCase(5, "ConnectionFailed", "--endpoint-url", "http://127.0.0.1:1")]
    public async Task WhatCannotWorkIsGivenUpAtOnce(int exitCode, string said, params string[] options)
    {
        if (exitCode == 3) Aws.Faults.OnAny().UntilCleared().Reject("InvalidSignatureException", "The request signature does not match.", status: 403);
        // The input stays open: it need not end, and no time limit of the sink's has to pass.
        await using var tool = Cwtail.Start(Aws, ["put", Group, "1", .. options]);
        await tool.Input.WriteAsync("one\n");
        await tool.Input.FlushAsync();
        var result = await tool.EndAsync();
        result.ExitCode.Should().Be(exitCode);
        result.Error.Should().HaveCount(2);
        result.Error[0].Should().Contain(said);
        result.Error[1].Should().StartWith("cwtail: 1 line read, 0 delivered, 1 lost");
    }

    [Test]
    public async Task WhatWorkedOnceIsWaitedFor()
    {
        await using var tool = Cwtail.Start(Aws, "put", Group, "1");
        await tool.Input.WriteAsync("one\n");
        await tool.Input.FlushAsync();
        await Aws.WaitForEventsAsync(Group, 1, Limits.Patience);

        Aws.Faults.On("PutLogEvents").UntilCleared().Reject("AccessDeniedException", "No.", status: 400);
        await tool.Input.WriteAsync("two\n");
        await tool.Input.FlushAsync();
        await tool.Error.WaitForAsync("AccessDeniedException");
        Aws.Faults.Clear();

        tool.Input.Close();
        var result = await tool.EndAsync();
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        Aws.Events(Group).Select(e => e.Message).Should().Equal("one", "two");
    }

    [Test]
    public async Task AStreamThatWasClosedBeforehandIsSaid()
    {
        Aws.Put(Group, "1", "hello");
        (await ShellAsync($"cwtail put {Group} 1 <&-")).Should().Be(2);
        (await ShellAsync($"cwtail {Group} --no-follow >&-")).Should().Be(2);
        (await ShellAsync($"cwtail {Group} --no-follow > /dev/null 2>&-")).Should().Be(0);
    }

    [Test]
    public async Task AMillionLinesComeBack()
    {
        using var folder = new TempFolder();
        var (put, back) = (folder.GetFile("put.txt"), folder.GetFile("back.txt"));
        var lines = Enumerable.Range(0, 1_000_000).Select(n => n % 3 == 0 ? $"line {n % 777_777}" : $$"""{"number":{{n}},"text":"Zoë"}""").ToArray();
        await System.IO.File.WriteAllLinesAsync(put, lines);

        (await ShellAsync($"cwtail put {Group} 1 < '{put}'")).Should().Be(0);
        (await ShellAsync($"cwtail {Group} --since 1h --no-follow --format raw > '{back}'")).Should().Be(0);

        var read = await System.IO.File.ReadAllLinesAsync(back);
        Array.Sort(read, StringComparer.Ordinal);
        Array.Sort(lines, StringComparer.Ordinal);
        read.AsSpan().SequenceEqual(lines).Should().BeTrue("of {0} lines {1} came back", lines.Length, read.Length);
    }

    // Files and redirections as a script has them: nothing goes through this process.
    async Task<int> ShellAsync(string commandLine)
    {
        var start = new System.Diagnostics.ProcessStartInfo("/bin/sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"cwtail() {{ dotnet '{Cwtail.ProgramFile}' \"$@\"; }}; {commandLine}");
        foreach (var (name, value) in Cwtail.EnvironmentFor(Aws)) start.Environment[name] = value;
        using var shell = System.Diagnostics.Process.Start(start)!;
        await shell.WaitForExitAsync().WaitAsync(DotnetCommand.Patience);
        return shell.ExitCode;
    }
}
