using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>Values and formatters that wait for a thread that logs: none waits for another one for ever.</summary>
sealed class NoLockTests : DurableTest
{
    [Test]
    public async Task AValueThatWaitsForAThreadThatLogsIsWritten([Values] bool durable, [Values] Formatters formatter)
    {
        var sink = Open(o =>
        {
            o.Formatter = formatter switch
            {
                Formatters.OfSerilog => new MessageTemplateTextFormatter("{Message:lj}"),
                Formatters.Foreign => new ForeignFormatter(),
                _ => null,
            };
            if (!durable) o.BufferBaseFilename = null;
        });
        await EmitOnItsOwnThread(sink, Some.Event("{V}", at: DateTimeOffset.UtcNow, properties: [("V", new ScalarValue(new WaitingValue(sink)))]));
        await sink.FlushAsync();

        // In memory the value is written by the loop, and what is logged there comes after the first flush.
        await sink.FlushAsync();
        Stored.Should().HaveCount(2).And.ContainSingle(m => m.Contains("from the other thread"));
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AValueInTheStreamsNameThatWaitsForAThreadThatLogsIsWritten()
    {
        var sink = Open(o => o.LogStream = "{V}");
        await EmitOnItsOwnThread(sink, Some.Event("named", at: DateTimeOffset.UtcNow, properties: [("V", new ScalarValue(new WaitingValue(sink)))]));
        await sink.FlushAsync();
        Stored.Should().BeEquivalentTo("named", "from the other thread");
    }

    [Test]
    public async Task AFormatterThatMayServeOneThreadOnlyIsNeverOnTwo()
    {
        var formatter = new ForeignFormatter();
        var sink = Open(o => o.Formatter = formatter);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Factory.StartNew(() => sink.EmitNumbered(t * 200, 200), TaskCreationOptions.LongRunning))).WaitAsync(Limits.Patience);
        formatter.MostAtOnce.Should().Be(1);
    }

    static Task EmitOnItsOwnThread(EmulatedSink sink, LogEvent logEvent) =>
        Task.Factory.StartNew(() => sink.Sink.Emit(logEvent), TaskCreationOptions.LongRunning).WaitAsync(Limits.Patience);

    internal enum Formatters
    {
        BuiltIn,
        OfSerilog,
        Foreign,
    }

    sealed class WaitingValue(EmulatedSink sink) : IFormattable
    {
        int _asked;

        public override string ToString() => ToString(null, null);

        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            if (Interlocked.Exchange(ref _asked, 1) == 1) return "value";

            // As a thread that was there before: it has nothing of this one's context.
            using (ExecutionContext.SuppressFlow())
            {
                var thread = new Thread(() => sink.Sink.Emit(Some.Event("from the other thread", at: DateTimeOffset.UtcNow, properties: [("V", new ScalarValue("other"))])));
                thread.Start();
                thread.Join(Limits.Patience).Should().BeTrue();
            }

            return "value";
        }
    }

    sealed class ForeignFormatter : ITextFormatter
    {
        readonly MessageTemplateTextFormatter _inner = new("{Message:lj}");
        int _inside;

        public int MostAtOnce { get; private set; }

        public void Format(LogEvent logEvent, TextWriter output)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _inside));
            _inner.Format(logEvent, output);
            Interlocked.Decrement(ref _inside);
        }
    }
}
