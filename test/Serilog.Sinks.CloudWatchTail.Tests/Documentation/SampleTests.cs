using System.Text.Json;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

/// <summary>Runs the samples as their READMEs say, without AWS.</summary>
[Parallelizable(ParallelScope.Self)]
public class SampleTests
{
    [Test]
    public async Task TheRoundTripLosesAndChangesNothing()
    {
        await using var sample = Start("RoundTrip", "--events", "200");
        var result = await sample.EndAsync();
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output[^1].Should().Be("round trip: 200 written, 200 replayed, 0 lost, 0 changed");
    }

    [Test]
    public async Task TheLambdaFunctionHasDeliveredItsEventsWhenItAnswers()
    {
        await using var sample = Start("Lambda", "--emulator");
        var result = await sample.EndAsync();
        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        result.Output.Select(line => line.Split("CloudWatch Logs: ")[1]).Should().Equal("1", "2", "4", "5");
    }

    [Test]
    public async Task OfAHundredRequestsTheDetailsOfTheOneThatFailsAreStoredAndTheBytesOfTheOthersSaved()
    {
        await using var sample = Start("DetailOnError");
        var result = await sample.EndAsync();
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output[0].Should().Be("500 requests, 5 of them failed.");
        result.Output[1].Should().StartWith("details: 1500 kept, 15 sent, ");
        result.Output[2].Should().StartWith("/sample/detail-on-error: 515 events, 15 of them Debug, ");
        result.Output[3].Should().StartWith("/sample/everything: 2000 events, 1500 of them Debug, ");
        var saved = Regex.Match(result.Output[4], @"^saved: (\d+) of (\d+) bytes, (\d+)%$");
        (int.Parse(saved.Groups[2].Value) - int.Parse(saved.Groups[1].Value)).Should().Be(BytesOf(result.Output[2]));
        int.Parse(saved.Groups[2].Value).Should().Be(BytesOf(result.Output[3]));
        int.Parse(saved.Groups[3].Value).Should().BeGreaterThan(50);
        result.Output[6..].Select(line => line.Trim().Split(':')[0]).Should().Equal("Debug", "Debug", "Debug", "Error");

        static int BytesOf(string line) => int.Parse(line.Split(", ")[^1].Split(' ')[0]);
    }

    [Test]
    public async Task TheTailWorkerShowsWhatTheApplicationLogs()
    {
        await using var sample = Start("TailWorker", "--emulator");
        await sample.Output.WaitForAsync("INF] /sample/orders Order 4711 was placed by Zoë");
        await sample.Output.WaitForAsync("WRN] /sample/stock stock is low");
        await sample.Output.WaitForAsync("System.TimeoutException: The bank did not answer.");
        sample.Stop();
        (await sample.EndAsync()).ExitCode.Should().Be(0);
    }

    [Test]
    public async Task TheWebApplicationLogsItsRequestsWithTheirTraceIds()
    {
        await using var sample = Start("WebApp", "--emulator", "--urls", "http://127.0.0.1:0");
        var url = (await sample.Output.WaitForAsync("Now listening on: ")).Split("on: ")[1].Trim();
        using (var http = new HttpClient { BaseAddress = new Uri(url) })
        {
            (await http.GetStringAsync("/orders/17")).Should().Contain("paid");
            ((int)(await http.GetAsync("/orders/0")).StatusCode).Should().Be(500);
        }

        sample.Stop();
        var result = await sample.EndAsync();
        result.ExitCode.Should().Be(0);
        result.Error.Should().OnlyContain(line => line.Contains("Live tail"), "the sink has nothing to say");
        var events = result.Output.Where(line => line.Contains(" {\"timestamp\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]).RootElement)
            .Where(e => e.TryGetProperty("traceId", out _)).ToArray();
        events.Select(e => e.GetProperty("template").GetString()!.Split(' ')[0]).Should().Equal("Order", "HTTP", "HTTP");
        events[0].GetProperty("traceId").GetString().Should().Be(events[1].GetProperty("traceId").GetString()).And.NotBe(events[2].GetProperty("traceId").GetString());
        events[2].GetProperty("level").GetString().Should().Be("Error");
    }

    [Test]
    public async Task TheHealthOfTheWebApplicationIsThatOfItsSinkAndItsTail()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Faults.On("StartLiveTail").UntilCleared().Throttle();
        await using var sample = StartOn(aws.EnvironmentVariables, "WebApp", "--urls", "http://127.0.0.1:0");
        var url = (await sample.Output.WaitForAsync("Now listening on: ")).Split("on: ")[1].Trim();
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        await http.GetStringAsync("/orders/17");
        await UntilHealthIsAsync(http, "Degraded", sink: "Healthy", tail: "Degraded");

        aws.Faults.Clear();
        await UntilHealthIsAsync(http, "Healthy", sink: "Healthy", tail: "Healthy");

        aws.Faults.On("PutLogEvents").UntilCleared().Throttle();
        await http.GetStringAsync("/orders/18");
        var degraded = await UntilHealthIsAsync(http, "Degraded", sink: "Degraded", tail: "Healthy");
        degraded.Should().Contain("/sample/web-app").And.Contain("ThrottlingException");

        aws.Faults.Clear();
        await UntilHealthIsAsync(http, "Healthy", sink: "Healthy", tail: "Healthy");
        await Eventually.HoldsAsync(() => aws.Events("/sample/web-app").Any(e => e.Message.Contains("/orders/18")));
        sample.Stop();
        (await sample.EndAsync()).ExitCode.Should().Be(0);
    }

    static async Task<string> UntilHealthIsAsync(HttpClient http, string status, string sink, string tail)
    {
        var body = "";
        await Eventually.HoldsAsync(
            () => body.Length > 0
                && JsonDocument.Parse(body).RootElement is var health
                && (health.GetProperty("status").GetString(), Of(health, "sink"), Of(health, "tail")) == (status, sink, tail),
            async () => body = await http.GetStringAsync("/health"));
        return body;

        static string Of(JsonElement health, string check) => health.GetProperty("checks").GetProperty(check).GetProperty("status").GetString()!;
    }

    static ProgramRun Start(string sample, params string[] arguments) => StartOn(new Dictionary<string, string?>(), sample, arguments);

    static ProgramRun StartOn(IReadOnlyDictionary<string, string?> environment, string sample, params string[] arguments) => ProgramRun.Start(
        Repository.ProgramFile("sample", sample, $"{sample}.dll"),
        [("AWS_PROFILE", null), ("AWS_SESSION_TOKEN", null), ("ASPNETCORE_URLS", null), .. environment.Select(e => (e.Key, e.Value))],
        arguments);
}
