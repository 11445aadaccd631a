using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>Formatters of other libraries get events that are made again from their parts, on the sink's loop.</summary>
public class OtherFormatterTests
{
    static readonly ITextFormatter[] Formatters =
    [
        new CompactJsonFormatter(),
        new RenderedCompactJsonFormatter(),
        new JsonFormatter(renderMessage: true),
        new MessageTemplateTextFormatter("{Timestamp:o} {TraceId} {SpanId} [{Level:u3}] {Message:lj} {Properties:j}{NewLine}{Exception}"),
    ];

    [Test]
    public void AnyEventIsWrittenAsTheFormatterWritesTheOriginal([Range(0, 3)] int formatter)
    {
        var renderer = new MessageRenderer(Formatters[formatter]);
        using var ofOriginal = new Utf8Buffer();
        using var ofParts = new Utf8Buffer();
        Properties.ForAll(
            LogEvents.Any,
            logEvent =>
            {
                ofOriginal.Clear();
                ofParts.Clear();
                renderer.Render(logEvent, int.MaxValue, ofOriginal);
                renderer.Render(Capture.Event(logEvent), int.MaxValue, ofParts);
                Encoding.UTF8.GetString(ofParts.WrittenSpan).Should().Be(Encoding.UTF8.GetString(ofOriginal.WrittenSpan));
            },
            cases: 300);
    }

    [Test]
    public async Task AnEventThatWaitsForTheFormatterIsNotKeptAlive()
    {
        using var gates = new GatedFormatter();
        await using var sink = new SinkUnderTest(o => o.Formatter = gates);
        sink.Emit(GatedFormatter.Gate);
        await gates.ReachedAsync();
        var waiting = EmitAndForget(sink, "waits");
        await Eventually.HoldsAsync(() =>
        {
            GC.Collect();
            return !waiting.IsAlive;
        });

        gates.Open();
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        var put = await sink.Client.NextPutAsync();
        put.Messages.Should().Equal(GatedFormatter.Gate, "waits");
        put.Accept();
        await flush.WaitAsync(Limits.Patience);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference EmitAndForget(SinkUnderTest sink, string text)
        {
            var logEvent = Some.Event(text);
            sink.Sink.Emit(logEvent);
            return new WeakReference(logEvent);
        }
    }

    [Test]
    public async Task TheCallerDoesNotWaitForAFormatterThatHangs()
    {
        using var gates = new GatedFormatter();
        await using var sink = new SinkUnderTest(o => o.Formatter = gates);
        sink.Emit(GatedFormatter.Gate);
        await gates.ReachedAsync();

        await Task.Run(() => sink.Emit(GatedFormatter.Gate, "behind it")).WaitAsync(Limits.Patience);
        gates.Open();
        gates.Open();
    }

    /// <summary>Its formatter may know the class.</summary>
    [Test]
    public async Task AnEventOfAClassOfTheApplicationReachesTheFormatterAsItIs()
    {
        var formatter = new KeepingFormatter();
        await using var sink = new SinkUnderTest(o => o.Formatter = formatter);
        var logged = new OwnEvent(Some.Instant, "own");
        sink.Sink.Emit(logged);
        var put = await sink.AdvanceToNextPutAsync();
        put.Accept();
        formatter.Last.Should().BeSameAs(logged);
    }

    [Test]
    public async Task AnEventThatIsLostIsReportedAsItWasLogged()
    {
        await using var sink = new SinkUnderTest(o => o.Formatter = new CompactJsonFormatter());
        var logged = Some.LogEvent("{A} {@B}", Some.Instant, LogEventLevel.Error, Some.Exception(), Some.TraceId, Some.SpanId, [("A", "text"), ("B", Some.Structure("Order", ("Id", 1)))]);
        sink.Sink.Emit(logged);
        (await sink.AdvanceToNextPutAsync()).Answer.SetResult(new PutLogEventsResponse(TooOldLogEventEndIndex: 1));
        await sink.UntilReportedAsync();

        var reported = sink.Failures.Single().Events.Single();
        reported.Exception.Should().BeSameAs(logged.Exception);
        reported.Properties.Should().Equal(logged.Properties);
        (reported.Timestamp, reported.Level, reported.MessageTemplate, reported.TraceId, reported.SpanId)
            .Should().Be((logged.Timestamp, logged.Level, logged.MessageTemplate, logged.TraceId, logged.SpanId));
    }

    sealed class OwnEvent(DateTimeOffset at, string text) : LogEvent(at, LogEventLevel.Information, null, new MessageTemplate(text, []), []);

    sealed class KeepingFormatter : ITextFormatter
    {
        public LogEvent? Last { get; private set; }

        public void Format(LogEvent logEvent, TextWriter output)
        {
            Last = logEvent;
            output.Write("text");
        }
    }
}
