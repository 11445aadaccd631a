using System.Diagnostics.Metrics;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>What the application hangs into a tail may throw: the tail goes on.</summary>
[NonParallelizable]
public sealed class ThrowingApplicationTests
{
    [TearDown]
    public void TearDown() => SelfLog.Disable();

    [Test]
    public async Task AThrowingSelfLogEnricherAuditSinkAndListenerDoNotEndTheTail()
    {
        SelfLog.Enable(static _ => throw new InvalidOperationException("SelfLog is closed."));
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Meter.Name == "Serilog.Sinks.CloudWatchTail" && instrument.Name.Contains(".tail.")) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new InvalidOperationException("The listener fails."));
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => throw new InvalidOperationException("The listener fails."));
        listener.Start();

        await using var harness = await TailHarness.CreateAsync(options => options.Enrichers.Add(new ThrowingEnricher()));
        await using var audit = new LoggerConfiguration().WriteTo.Logger(harness.Logger).AuditTo.Sink(new ThrowingSink()).CreateLogger();
        harness.Run(audit);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two");
        await harness.WaitForEventsAsync(2);
        harness.Aws.LiveTailSessions.Single().CutBetweenFrames();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        harness.Aws.Put(TailHarness.Group, "s", "three");
        await harness.WaitForEventsAsync(3);
        await harness.StopAsync();
    }

    sealed class ThrowingEnricher : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => throw new InvalidOperationException("The enricher fails.");

        public override string ToString() => throw new InvalidOperationException("Even its name fails.");
    }

    sealed class ThrowingSink : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => throw new InvalidOperationException("The audit sink fails.");
    }
}
