using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

/// <summary>A test of the tool as a process, against an emulator.</summary>
abstract class CwtailTest
{
    protected const string Group = "/shop/orders";

    protected CloudWatchLogsEmulator Aws { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync() => Aws = await CloudWatchLogsEmulator.StartAsync(o => o.LiveTailUpdateInterval = UpdateInterval);

    /// <summary>Short, for quick tests. The service's own is a second, in which it shows 500 events.</summary>
    protected virtual TimeSpan UpdateInterval => TimeSpan.FromMilliseconds(50);

    [TearDown]
    public async Task StopAsync() => await Aws.DisposeAsync();

    protected Task<ProgramResult> RunAsync(params string[] arguments) => Cwtail.RunAsync(Aws, arguments);

    /// <summary>An event in CLEF.</summary>
    protected static string Clef(string template, string level = "Information", string time = "2026-03-01T12:00:00Z") =>
        $$"""{"@t":"{{time}}","@l":"{{level}}","@mt":"{{template}}","Id":7,"Customer":"ACME"}""";
}
