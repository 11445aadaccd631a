using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>Credentials expire and are renewed, policies are changed and mended, proxies fail: a tail that was live outlasts it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PassingErrorTests
{
    static readonly (string Name, Func<FaultSelection, Fault> Fail)[] Errors =
    [
        ("an expired token", fault => fault.Reject("ExpiredTokenException", "The security token included in the request is expired")),
        ("no permission", fault => fault.Reject("AccessDeniedException", "Not any more.")),
        ("a refusal", fault => fault.Reject("InvalidParameterException", "No.")),
        ("a proxy's page", fault => fault.Status(400, "<html><center>nginx</center></html>")),
        ("a proxy's refusal", fault => fault.Status(403, "<html><center>nginx</center></html>")),
    ];

    static readonly string[] Names = [.. Errors.Select(error => error.Name)];

    [Test]
    public async Task ATailThatWasLiveOutlastsIt([ValueSource(nameof(Names))] string error)
    {
        var fail = Errors.Single(e => e.Name == error).Fail;
        await using var harness = await TailHarness.StartAsync(options => options.SweepInterval = TimeSpan.FromSeconds(5));
        await harness.Aws.WaitUntilAsync(aws => aws.RequestCount("FilterLogEvents") >= 2);
        using var noStart = fail(harness.Aws.Faults.On("StartLiveTail").UntilCleared());
        using var noQuery = fail(harness.Aws.Faults.On("FilterLogEvents").UntilCleared());
        harness.Aws.LiveTailSessions.Single().CutBetweenFrames();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>(4);
        harness.Aws.Put(TailHarness.Group, "s", "while it lasts");
        harness.Running.IsCompleted.Should().BeFalse();
        noStart.Clear();
        noQuery.Clear();
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
        harness.Texts.Should().Equal("while it lasts");
    }

    [Test]
    public async Task WhileAProxyAnswersTheStartWaits()
    {
        await using var harness = await TailHarness.CreateAsync();
        using var lookup = harness.Aws.Faults.On("DescribeLogGroups").Times(2).Status(400, "<html></html>");
        using var start = harness.Aws.Faults.On("StartLiveTail").Times(2).Status(400, "<html></html>");
        harness.Run();
        harness.Aws.Put(TailHarness.Group, "s", "one");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
    }

    [Test]
    public async Task AGroupThatCannotBeQueriedAnyMoreIsNamed()
    {
        // Ten minutes of refusals in ten seconds.
        await using var harness = await TailHarness.StartAsync(options => options.SweepInterval = TimeSpan.FromSeconds(5), timeProvider: new FastTimeProvider(60));
        await harness.Aws.WaitUntilAsync(aws => aws.RequestCount("FilterLogEvents") >= 2);
        using var fault = harness.Aws.Faults.On("FilterLogEvents").UntilCleared().Reject("AccessDeniedException", "Not any more.");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.QueriesRefused>(1, notice => !notice.GivenUp);
        harness.NoticesOf<CloudWatchLiveTailNotice.QueriesRefused>().First().LogGroup.Should().EndWith(TailHarness.Group);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.QueriesRefused>(1, notice => notice.GivenUp);
        harness.Aws.Put(TailHarness.Group, "s", "live");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
    }
}
