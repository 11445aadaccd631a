using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.EndToEnd;

/// <summary>A process that ends without CloseAndFlush loses nothing that can still be sent, and reports what cannot.</summary>
[Parallelizable(ParallelScope.Self)]
public class ProcessEndTests
{
    /// <summary>What a process has to send its last events where the service answers: a busy machine may need it, and no test waits for it.</summary>
    static readonly string Ample = $"{Limits.Patience.TotalSeconds}";

    /// <summary>Where the service does not answer, the test waits for it.</summary>
    const string Short = "1";

    [TestCase("return", 0)]
    [TestCase("exit", 3)]
    public async Task AProcessThatEndsWithoutClosingItsLoggerSendsItsLastEvents(string ending, int exitCode)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var child = await TestProgram.RunAsync(ending, aws.ServiceUrl, "25", Ample);
        child.ExitCode.Should().Be(exitCode);
        aws.Events("/child").Should().HaveCount(25);
        child.Output.Should().BeEmpty();
    }

    [Test]
    public async Task AnUnhandledExceptionStillSendsTheLastEvents()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var child = await TestProgram.RunAsync("throw", aws.ServiceUrl, "25", Ample);
        child.ExitCode.Should().NotBe(0);
        aws.Events("/child").Should().HaveCount(25);
    }

    [Test]
    public async Task AProgramWithoutAHostThatIsAskedToEndSendsItsLastEvents()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using var child = TestProgram.Start("signal", aws.ServiceUrl, "25", Ample);
        await child.Output.WaitForAsync("ready");
        child.Stop();

        (await child.EndAsync()).ExitCode.Should().Be(128 + 15, "the signal ends it all the same");
        aws.Events("/child").Should().HaveCount(25);
    }

    [Test]
    public async Task WhatCannotBeSentWhenAProgramIsAskedToEndGoesToTheFallback()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await aws.StopListeningAsync();
        await using var child = TestProgram.Start("signal", aws.ServiceUrl, "25", Short);
        await child.Output.WaitForAsync("ready");
        child.Stop();

        (await child.EndAsync()).Output.Should().BeEquivalentTo(["ready", .. Enumerable.Range(0, 25).Select(i => $"event {i}")]);
    }

    [Test]
    public async Task ASignalThatTheProgramCancelsIsItsOwn()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using var child = TestProgram.Start("cancelled-signal", aws.ServiceUrl, "25", Ample);
        await child.Output.WaitForAsync("ready");
        child.Stop();

        (await child.EndAsync()).ExitCode.Should().Be(0);
        aws.Events("/child").Should().HaveCount(26).And.Contain(e => e.Message == "in order");
    }

    [Test]
    public async Task DisposalEndsInTimeWithEveryThreadOfThePoolBlocked()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Faults.OnAny().UntilCleared().NeverAnswer();
        var child = await TestProgram.RunAsync("starved", "dispose", aws.ServiceUrl);

        child.Output.Should().BeEquivalentTo([.. Enumerable.Range(0, 10).Select(i => $"event {i}"), "ended in time"]);
    }

    [Test]
    public async Task AFlushCompletesForThoseWhoBlockThreadsOfThePoolOnIt()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var child = await TestProgram.RunAsync("starved", "flush", aws.ServiceUrl);

        child.Output.Should().Equal("flushed");
    }

    [Test]
    public async Task ACallbackMayEndTheProcess()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using var child = TestProgram.Start("callback", aws.ServiceUrl, "25", Short);
        (await child.EndAsync()).ExitCode.Should().Be(4);
    }

    [Test]
    public async Task WhatCannotBeSentAtTheEndOfAProcessGoesToTheFallback()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await aws.StopListeningAsync();
        var child = await TestProgram.RunAsync("return", aws.ServiceUrl, "25", Short);
        child.ExitCode.Should().Be(0);
        child.Output.Should().BeEquivalentTo(Enumerable.Range(0, 25).Select(i => $"event {i}"));
    }
}
