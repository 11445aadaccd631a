using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.EndToEnd;

/// <summary>A process that ends without CloseAndFlush loses nothing that can still be sent, and reports what cannot.</summary>
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
