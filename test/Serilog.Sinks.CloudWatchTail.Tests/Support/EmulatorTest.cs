using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A test of the emulator over raw HTTP: a fresh one for each test.</summary>
abstract class EmulatorTest
{
    protected const string Group = "/shop/orders";
    protected const string Stream = "app/1";

    protected CloudWatchLogsEmulator Aws { get; private set; } = null!;

    protected EmulatorHttp Http { get; private set; } = null!;

    protected virtual void Configure(CloudWatchLogsEmulatorOptions options)
    {
    }

    /// <summary>The clock of the emulator and of its clients.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    protected long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [SetUp]
    public async Task StartAsync()
    {
        Aws = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.TimeProvider = Clock;
            Configure(o);
        });
        Http = new(Aws, Clock);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Http.Dispose();
        await Aws.DisposeAsync();
    }

    protected async Task CreateAsync(string group = Group, params string[] streams)
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = group });
        foreach (var stream in streams) await CreateStreamAsync(stream, group);
    }

    protected Task CreateStreamAsync(string stream, string group = Group) =>
        Http.DoAsync("CreateLogStream", new { logGroupName = group, logStreamName = stream });

    /// <summary>The name that Live Tail takes for a group of the default account and region.</summary>
    protected static string ArnOf(string group) => $"arn:aws:logs:us-east-1:123456789012:log-group:{group}";

    protected static object Event(long timestamp, string message) => new { timestamp, message };

    protected Task<EmulatorAnswer> PutAsync(params object[] events) =>
        Http.SendAsync("PutLogEvents", new { logGroupName = Group, logStreamName = Stream, logEvents = events });

    protected static string[] Messages(JsonElement answer) =>
        answer.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("message").GetString()!).ToArray();

    /// <summary>A validation error in the service's form.</summary>
    protected static string Violation(string? value, string member, string constraint) =>
        $"1 validation error detected: Value {(value is null ? "null" : $"'{value}'")} at '{member}' failed to satisfy constraint: {constraint}";
}
