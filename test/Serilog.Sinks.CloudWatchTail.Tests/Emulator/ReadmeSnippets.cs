using Serilog;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

/// <summary>The code of the emulator's README, compiled and run. <see cref="ReadmeTests"/> compares the two.</summary>
[NonParallelizable]
public sealed class ReadmeSnippets
{
    [Test]
    public async Task TheFirstScreenWorks()
    {
        // The environment of a developer who works in another region, with credentials of his own.
        using var region = new EnvironmentScope(("AWS_REGION", "ap-southeast-2"), ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "token"));
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Region = "eu-west-1");
        await using var logger = new LoggerConfiguration()
            .WriteTo.CloudWatch(options =>
            {
                options.LogGroup = "/shop/orders";
                aws.Connect(options.Connection.UseEndpoint);
            })
            .CreateLogger();
        for (var number = 0; number < 3; number++) logger.Information("Order {Number}", number);

        await aws.WaitForEventsAsync("/shop/orders", 3);
        var messages = aws.Events("/shop/orders").Select(e => e.Message);
        messages.Should().HaveCount(3);
    }

    [Test]
    public async Task SeeingAndWaitingWork()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var http = new EmulatorHttp(aws);
        aws.CreateLogGroup("/shop/orders", retentionInDays: 7);
        aws.CreateLogStream("/shop/orders", "app/1");
        for (var i = 0; i < 2; i++) await http.SendAsync("PutLogEvents", "{}");
        using var tail = await http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { aws.LogGroup("/shop/orders")!.Arn } });

        StoredLogGroup group = aws.LogGroup("/shop/orders")!;
        IReadOnlyList<StoredLogEvent> events = aws.Events("/shop/orders", "app/1");
        EmulatorRequest request = aws.Requests[^1];
        await aws.WaitForRequestsAsync("PutLogEvents", 2);
        await aws.WaitForLiveTailSessionsAsync(1);
        await aws.WaitUntilAsync(a => a.LogGroup("/shop/orders")?.RetentionInDays == 7);
        aws.Put("/shop/orders", "app/1", "seeded without a request");
        IReadOnlyList<StoredMetric> metrics = aws.Metrics("/shop/orders");
        IReadOnlyList<string> broken = aws.MetricErrors("/shop/orders");

        metrics.Should().BeEmpty();
        broken.Should().BeEmpty();
        (group.RetentionInDays, events.Count, request.Operation).Should().Be((7, 0, "StartLiveTail"));
        aws.Events("/shop/orders").Should().ContainSingle();
    }

    [Test]
    public async Task FaultsWork()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(10));
        using var http = new EmulatorHttp(aws);
        aws.CreateLogStream("/shop/orders", "app/1");
        using var tail = await http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { aws.LogGroup("/shop/orders")!.Arn } });
        await aws.WaitForLiveTailSessionsAsync(1);

        aws.Faults.On("PutLogEvents").Times(3).Throttle();
        aws.Faults.On("PutLogEvents").ForGroup("/shop/orders").When(r => r.BodyText.Contains("poison")).UntilCleared()
            .Reject("InvalidParameterException", "poisoned");
        aws.Faults.On("DescribeLogGroups").After(1).Status(503);
        aws.Faults.On("PutLogEvents").CutAfterStoring();
        aws.Faults.On("CreateLogStream").NeverAnswer();
        Task<EmulatorAnswer> putting;
        using (var hold = aws.Faults.On("PutLogEvents").Hold())
        {
            putting = PutUntilAnsweredAsync(http);
            await hold.WaitForHitsAsync();
        }

        aws.Faults.On("StartLiveTail").AfterUpdates(2).CutMidFrame();
        aws.LiveTailSessions[0].LoseEvents();
        await aws.StopListeningAsync();
        await aws.ResumeListeningAsync();
        (await http.SendAsync("DescribeLogGroups", "{}")).Status.Should().Be(200);
        (await http.SendAsync("DescribeLogGroups", "{}")).Status.Should().Be(503);
        await putting;
    }

    /// <summary>Three times throttled, once cut, once held, then perhaps in the way of the restart.</summary>
    static async Task<EmulatorAnswer> PutUntilAnsweredAsync(EmulatorHttp http)
    {
        while (true)
        {
            try
            {
                var answer = await http.SendAsync("PutLogEvents", "{}");
                if (answer.Code != "ThrottlingException") return answer;
            }
            catch (HttpRequestException)
            {
                // Again.
            }
        }
    }
}
