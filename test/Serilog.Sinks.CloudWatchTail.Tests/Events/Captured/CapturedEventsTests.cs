using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Events.Captured;

public class CapturedEventsTests
{
    static readonly LogEvent Rich = Some.LogEvent(
        "{Int} {Long} {Double} {Bool} {Text} {Null} {@Order}",
        level: LogEventLevel.Warning,
        exception: new InvalidOperationException("broken"),
        traceId: Some.TraceId,
        spanId: Some.SpanId,
        properties:
        [
            ("Int", int.MinValue), ("Long", long.MaxValue), ("Double", -0.0), ("Bool", true), ("Text", "é \"x\""), ("Null", null), ("NaN", double.NaN),
            ("Guid", Guid.Empty), ("Decimal", 1.10m), ("Enum", DayOfWeek.Friday), ("Order", Some.Structure("Order", ("Id", 1))),
        ]);

    [Test]
    public void AnEventMadeAgainIsEqualToTheOneThatWasCaptured()
    {
        var again = Capture.Event(Rich).ToLogEvent();

        again.Should().NotBeSameAs(Rich);
        again.Timestamp.Should().Be(Rich.Timestamp);
        again.Timestamp.Offset.Should().Be(Rich.Timestamp.Offset);
        again.Level.Should().Be(LogEventLevel.Warning);
        again.MessageTemplate.Should().BeSameAs(Rich.MessageTemplate);
        again.Exception.Should().BeSameAs(Rich.Exception);
        again.TraceId.Should().Be(Some.TraceId);
        again.SpanId.Should().Be(Some.SpanId);
        again.Properties.Keys.Should().Equal(Rich.Properties.Keys);
        foreach (var (name, value) in again.Properties)
        {
            value.Should().Be(Rich.Properties[name], name);
            if (value is ScalarValue { Value: { } scalar }) scalar.Should().BeOfType(((ScalarValue)Rich.Properties[name]).Value!.GetType());
        }
    }

    [Test]
    public void AMinusZeroStaysOne() =>
        double.IsNegative((double)((ScalarValue)Capture.Event(Rich).ToLogEvent().Properties["Double"]).Value!).Should().BeTrue();

    [Test]
    public void WhatIsDoneToAnEventAfterwardsDoesNotShow()
    {
        var logEvent = Some.LogEvent("{A}", properties: [("A", 1)]);
        var captured = Capture.Events(logEvent);
        logEvent.AddOrUpdateProperty(new LogEventProperty("A", new ScalarValue(2)));
        logEvent.AddOrUpdateProperty(new LogEventProperty("B", new ScalarValue(3)));

        captured[0].ToLogEvent().Properties.Should().ContainSingle().Which.Value.Should().Be(new ScalarValue(1));
    }

    [Test]
    public void AnEventOfManyPropertiesIsKeptWholeAndRenderedAsAnyOther([Values(CapturedEvents.MostProperties, CapturedEvents.MostProperties + 1)] int properties)
    {
        var logEvent = Some.LogEvent("{P1} {P30} {Missing}", properties: [.. Enumerable.Range(0, properties).Select(i => ($"P{i}", (object?)i))]);
        var captured = Capture.Event(logEvent);
        (captured.Whole is not null).Should().Be(properties > CapturedEvents.MostProperties);
        captured.TryFind("P30", out var found).Should().BeTrue();
        found.Int32.Should().Be(30);
        captured.TryFind("Missing", out _).Should().BeFalse();

        using var output = new Utf8Buffer();
        new MessageRenderer(new CloudWatchJsonFormatter()).Render(in captured, 1_000_000, output);
        output.WrittenSpan.ToArray().Should().Equal(Rendered.Bytes(new CloudWatchJsonFormatter(), logEvent));
    }

    [Test]
    public void APropertyIsFoundByANameThatIsAnotherString()
    {
        var captured = Capture.Event(Rich);
        captured.TryFind(new string("Text".AsSpan()), out var found).Should().BeTrue();
        found.Text.ToString().Should().Be("é \"x\"");
    }

    [Test]
    public void APropertyThatNoEventShouldHaveIsThereAgainAsItWas()
    {
        var logEvent = Some.LogEvent("{A}", properties: [("A", 1)]);
        Some.Tamper(logEvent, "Nothing", null);
        Some.Tamper(logEvent, " ", new ScalarValue(2));

        Capture.Event(logEvent).ToLogEvent().Properties.Should().Equal(logEvent.Properties);
    }

    [Test]
    public void EventsOfSeveralPagesComeBackInOrderAndTheirPagesAreUsedAgain()
    {
        var pool = new Stack<CapturedEvents>();
        var pages = new CapturedPages(pool);
        const int count = (2 * CapturedPages.PageSize) + 1;
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < count; i++) pages.Add(Capture.Event(Some.LogEvent("{I}", properties: [("I", i), ("Text", $"{round}")])));
            for (var i = 0; i < count; i++)
            {
                pages[i].TryFind("I", out var number).Should().BeTrue();
                number.Int32.Should().Be(i);
                pages[i].TryFind("Text", out var text).Should().BeTrue();
                text.Text.ToString().Should().Be($"{round}");
            }

            pages.Clear();
            pool.Should().HaveCount(3);
        }
    }

    [Test]
    public void RemovedEventsAreNotKeptAliveAndTheOthersKeepTheirPlaces()
    {
        var captured = new CapturedEvents();
        for (var round = 0; round < 2; round++)
        {
            var kept = Add(captured);
            captured.Remove(1, 2);
            captured.Remove(4, 1);
            GC.Collect();
            kept.Select(k => k.IsAlive).Should().Equal(true, false, false, true, false);
            (captured.Count, captured.Left).Should().Be((5, 2));
            ReadOthers(captured);

            captured.Remove(0, 1);
            captured.Remove(3, 1);
            GC.Collect();
            kept.Should().OnlyContain(k => !k.IsAlive);
            captured.Clear();
            (captured.Count, captured.Left).Should().Be((0, 0));
        }

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference[] Add(CapturedEvents captured) => [.. Enumerable.Range(0, 5).Select(i =>
        {
            // Each has one property more than the one before it.
            var value = $"{new string('x', 3)}{i}";
            captured.Add(Some.LogEvent("{A}", properties: [.. Enumerable.Range(0, i + 1).Select(p => ($"P{p}", (object?)value))]));
            return new WeakReference(value);
        })];

        // What is read in the test's own frame may live as long as the test.
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void ReadOthers(CapturedEvents captured)
        {
            captured[0].Properties[0].Text.ToString().Should().Be("xxx0");
            captured[3].Properties.Length.Should().Be(4);
            captured[3].Properties[3].Text.ToString().Should().Be("xxx3");
        }
    }

    [Test]
    public void ARemovedEventTakesItsHintWithIt()
    {
        var captured = new CapturedEvents();
        for (var i = 0; i < 2; i++)
        {
            captured.Add(Some.Event());
            captured.SetHint(new StreamHint($"{i}", IsName: true));
        }

        captured.Remove(0, 1);
        captured[0].Hint.Text.Should().BeNull();
        captured[1].Hint.Text.Should().Be("1");
    }

    [Test]
    public void NothingIsKeptAliveOnceTheEventsAreForgotten()
    {
        var captured = new CapturedEvents();
        var kept = Add(captured);
        captured.Clear();
        GC.Collect();
        kept.IsAlive.Should().BeFalse();
        GC.KeepAlive(captured);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Add(CapturedEvents captured)
        {
            var value = new string('x', 10);
            captured.Add(Some.LogEvent("{A}", properties: [("A", value)]));
            return new WeakReference(value);
        }
    }

    [Test]
    public void ALargeStringIsCopiedAndTheEventIsTheSame()
    {
        var captured = new CapturedEvents { CopiesLargeStrings = true };
        var original = Add(captured);
        GC.Collect();
        original.IsAlive.Should().BeFalse("on the large object heap it would hold up the collection of others");

        var again = Some.LogEvent("{A} {B:l}", properties: [("A", Large()), ("B", 1)]);
        captured[0].ToLogEvent().Properties.Should().Equal(again.Properties);
        using var output = new Utf8Buffer();
        new MessageRenderer(new CloudWatchJsonFormatter()).Render(captured[0], 1_000_000, output);
        output.WrittenSpan.SequenceEqual(Rendered.Bytes(new CloudWatchJsonFormatter(), again)).Should().BeTrue();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Add(CapturedEvents captured)
        {
            var value = Large();
            captured.Add(Some.LogEvent("{A} {B:l}", properties: [("A", value), ("B", 1)]));

            // The last one that was copied is remembered, for the next event that shares it.
            captured.Add(Some.LogEvent("{A}", properties: [("A", Large())]));
            return new WeakReference(value);
        }
    }

    [Test]
    public void LargeStringsInsideValuesAreCopiedAndTheEventIsTheSame([Values("structure", "sequence", "dictionary")] string kind)
    {
        var captured = new CapturedEvents { CopiesLargeStrings = true };
        var original = Add(captured, kind);
        GC.Collect();
        original.IsAlive.Should().BeFalse("on the large object heap it would hold up the collection of others");

        var again = Some.LogEvent("{A}", properties: [("A", Holding(kind, Large()))]);
        var expected = Rendered.Bytes(new CloudWatchJsonFormatter(), again);
        using var output = new Utf8Buffer();
        new MessageRenderer(new CloudWatchJsonFormatter()).Render(captured[0], 1_000_000, output);
        output.WrittenSpan.SequenceEqual(expected).Should().BeTrue();
        Rendered.Bytes(new CloudWatchJsonFormatter(), captured[0].ToLogEvent()).AsSpan().SequenceEqual(expected).Should().BeTrue();
        captured[0].Head.Bytes.Should().BeGreaterThan(2 * Large().Length);
    }

    [Test]
    public void AnEventThatIsKeptWholeIsKeptInPartsToCopyItsLargeStrings()
    {
        var captured = new CapturedEvents { CopiesLargeStrings = true };
        captured.AddWholeMeasured(Some.LogEvent("{A}", properties: [("A", Large())]), 0);
        captured.AddWholeMeasured(Some.LogEvent("{A}", properties: [("A", "small")]), 0);

        captured[0].Whole.Should().BeNull();
        captured[0].ToLogEvent().Properties.Should().Equal(Some.LogEvent("{A}", properties: [("A", Large())]).Properties);
        captured[1].Whole.Should().NotBeNull();
    }

    [Test]
    public void AValueWhoseCopyWouldAskTheApplicationStaysAsItIs()
    {
        var captured = new CapturedEvents { CopiesLargeStrings = true };
        var value = new DictionaryValue([KeyValuePair.Create(new ScalarValue(new object()), (LogEventPropertyValue)new ScalarValue(Large()))]);
        captured.AddMeasured(Some.LogEvent("{A}", properties: [("A", value)]), 0);

        captured[0].ToLogEvent().Properties["A"].Should().BeSameAs(value);
    }

    static string Large() => new('é', 100_000);

    static LogEventPropertyValue Holding(string kind, string text) => kind switch
    {
        "structure" => new StructureValue([new LogEventProperty("Id", new ScalarValue(1)), new LogEventProperty("Text", new ScalarValue(text))], "Order"),
        "sequence" => new SequenceValue([new ScalarValue(text), new StructureValue([new LogEventProperty("Text", new ScalarValue(text))])]),
        _ => new DictionaryValue([KeyValuePair.Create(new ScalarValue("key"), (LogEventPropertyValue)new ScalarValue(text))]),
    };

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static WeakReference Add(CapturedEvents captured, string kind)
    {
        var text = Large();
        captured.AddMeasured(Some.LogEvent("{A}", properties: [("A", Holding(kind, text))]), 0);

        // The last one that was copied is remembered, for the next event that shares it.
        captured.AddMeasured(Some.LogEvent("{A}", properties: [("A", Large())]), 0);
        return new WeakReference(text);
    }

    [Test]
    public void ALargeStringThatEventsShareIsCopiedAndCountedOnce()
    {
        var captured = new CapturedEvents { CopiesLargeStrings = true };
        var shared = new string('x', 100_000);
        captured.AddMeasured(Some.LogEvent("{A}", properties: [("A", shared)]), 0);
        captured[0].Head.Bytes.Should().BeGreaterThan(2 * shared.Length);

        var before = GC.GetAllocatedBytesForCurrentThread();
        captured.AddMeasured(Some.LogEvent("{A}", properties: [("A", shared)]), 0);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(shared.Length);
        captured[1].Head.Bytes.Should().BeLessThan(1_000);
        captured[1].ToLogEvent().Properties["A"].Should().Be(new ScalarValue(shared));
    }
}
