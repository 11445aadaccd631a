using System.Text;
using Microsoft.Extensions.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>The sink inside Serilog's own ways of catching what a sink loses: <c>FallbackChain</c> and <c>Fallible</c>, in code and from JSON.</summary>
public class FallbackChainTests
{
    public static IEnumerable<TestCaseData> Gates()
    {
        yield return Gate("no gate", _ => { });
        yield return Gate("a minimum level", o => o.RestrictedToMinimumLevel = LogEventLevel.Information);
        yield return Gate("a level switch", o => o.LevelSwitch = new LoggingLevelSwitch(LogEventLevel.Information));
    }

    [TestCaseSource(nameof(Gates))]
    public async Task WhatIsLostGoesToTheNextSinkOfTheChainOnce(Action<CloudWatchSinkOptions> gate)
    {
        var next = new CollectingSink();
        await using (var logger = new LoggerConfiguration().WriteTo.FallbackChain(wt => wt.CloudWatch(o => Unreachable(o, gate)), wt => wt.Sink(next)).CreateLogger())
        {
            for (var i = 0; i < 100; i++) logger.Information("event {I}", i);
        }

        next.Texts.Should().BeEquivalentTo(Enumerable.Range(0, 100).Select(i => $"event {i}"));
    }

    [TestCaseSource(nameof(Gates))]
    public async Task AFallibleSinkTellsItsListener(Action<CloudWatchSinkOptions> gate)
    {
        var listener = new RecordingListener();
        await using (var logger = new LoggerConfiguration().WriteTo.Fallible(wt => wt.CloudWatch(o => Unreachable(o, gate)), listener).CreateLogger())
        {
            logger.Information("one");
        }

        listener.Losses.Should().ContainSingle(h => h.Kind == LoggingFailureKind.Final).Which.Events!.Single().MessageTemplate.Text.Should().Be("one");
    }

    [Test]
    public async Task TheNextSinkOfTheChainMayBeAnotherCloudWatchSink()
    {
        await using var elsewhere = await CloudWatchLogsEmulator.StartAsync();
        await using (var logger = new LoggerConfiguration().WriteTo.FallbackChain(wt => wt.CloudWatch(o => Unreachable(o, _ => { })), wt => wt.CloudWatch(o =>
        {
            o.LogGroup = "/elsewhere";
            o.OutputTemplate = "{Message:lj}";
            elsewhere.Connect(o.Connection.UseEndpoint);
        })).CreateLogger())
        {
            for (var i = 0; i < 10; i++) logger.Information("event {I}", i);
        }

        elsewhere.Events("/elsewhere").Select(e => e.Message).Should().BeEquivalentTo(Enumerable.Range(0, 10).Select(i => $"event {i}"));
    }

    [Test]
    public async Task TheGateInsideTheSinkFollowsItsSwitch()
    {
        var levels = new LoggingLevelSwitch(LogEventLevel.Error);
        await using var sink = new SinkUnderTest(o => (o.LevelSwitch, o.RestrictedToMinimumLevel) = (levels, LogEventLevel.Verbose));
        foreach (var level in Enum.GetValues<LogEventLevel>()) sink.Sink.Emit(Some.Event("a", level));
        sink.Sink.Gauges.Emitted.Should().Be(2);
        levels.MinimumLevel = LogEventLevel.Debug;
        foreach (var level in Enum.GetValues<LogEventLevel>()) sink.Sink.Emit(Some.Event("a", level));
        sink.Sink.Gauges.Emitted.Should().Be(7);
        levels.MinimumLevel = LevelAlias.Off;
        foreach (var level in Enum.GetValues<LogEventLevel>()) sink.Sink.Emit(Some.Event("a", level));
        sink.Sink.Gauges.Emitted.Should().Be(7);
    }

    [Test]
    public async Task FromJsonAChainWorksLikewise()
    {
        using var folder = new TempFolder();
        var file = folder.GetFile("lost.log").Replace('\\', '/');
        await using (var logger = Load($$"""
            {
              "Name": "FallbackChain",
              "Args": {
                "configureSink": [ {{CloudWatch}} ],
                "configureFallback": [ { "Name": "File", "Args": { "path": "{{file}}" } } ]
              }
            }
            """))
        {
            logger.Information("for the {Place}", "file");
        }

        System.IO.File.ReadAllLines(file).Should().ContainSingle().Which.Should().Contain("for the file");
    }

    [Test]
    public async Task FromJsonAListenerIsNamedByItsType()
    {
        await using (var logger = Load($$"""
            {
              "Name": "Fallible",
              "Args": {
                "configureSink": [ {{CloudWatch}} ],
                "failureListener": "Serilog.Sinks.CloudWatchTail.Tests.Support.RecordingListener, Serilog.Sinks.CloudWatchTail.Tests"
              }
            }
            """))
        {
            logger.Information("for a {Listener}", "by its type");
        }

        RecordingListener.ByConfiguration.Where(h => h.Events?.Any(e => e.MessageTemplate.Text == "for a {Listener}") == true).Should().ContainSingle();
    }

    const string CloudWatch = """
        { "Name": "CloudWatch", "Args": { "logGroup": "/chain", "restrictedToMinimumLevel": "Debug", "shutdownTimeLimit": "00:00:00", "serviceUrl": "http://127.0.0.1:9", "region": "eu-west-1" } }
        """;

    static Logger Load(string sink)
    {
        var json = $$"""{ "Serilog": { "Using": [ "Serilog.Sinks.CloudWatchTail", "Serilog.Sinks.File" ], "WriteTo": [ {{sink}} ] } }""";
        return new LoggerConfiguration().ReadFrom.Configuration(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build()).CreateLogger();
    }

    static void Unreachable(CloudWatchSinkOptions options, Action<CloudWatchSinkOptions> gate)
    {
        options.LogGroup = "/chain";
        options.ShutdownTimeLimit = TimeSpan.Zero;
        options.Connection.ServiceUrl = "http://127.0.0.1:9";
        options.Connection.Region = "eu-west-1";
        gate(options);
    }

    static TestCaseData Gate(string name, Action<CloudWatchSinkOptions> gate) => new TestCaseData(gate).SetArgDisplayNames(name);
}
