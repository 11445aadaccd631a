using FsCheck.Fluent;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Details;

public class DetailStoreTests
{
    const long Time = 100;

    enum Act
    {
        Detail,
        Detail2,
        Detail3,
        LongDetail,
        Information,
        Error,
        Wait,
    }

    [Test]
    public void WhateverComesExactlyTheRightDetailsAreSentInOrderAndTheLawHoldsAtEachInstant()
    {
        var step = from act in Gen.Elements(Enum.GetValues<Act>()) from trace in Gen.Choose(0, 6) from amount in Gen.Choose(0, 60) select (act, trace, amount);
        var runs = from limit in Gen.Choose(1_500, 12_000) from steps in step.ArrayOf(150) select (limit, steps);
        Properties.ForAll(runs, run =>
        {
            var store = new DetailStore(run.limit, Time);
            var model = new DetailModel(run.limit, Time);
            var sent = new List<string>();
            var (now, id) = (0L, 0);
            foreach (var (act, trace, amount) in run.steps)
            {
                var key = $"trace {trace}";
                switch (act)
                {
                    case Act.Wait:
                        now += amount;
                        break;
                    case Act.Information:
                        store.Touch(key, now);
                        model.Touch(key, now);
                        break;
                    case Act.Error:
                        sent.AddRange(LetOut(store, key, now));
                        model.Open(key, now);
                        break;
                    default:
                        var detail = Detail(id++, act == Act.LongDetail ? amount * 50 : amount);
                        if (store.Take(detail, key, default, now, out _)) sent.Add(NameOf(detail));
                        model.Take(detail, key, now);
                        break;
                }

                sent.Should().Equal(model.Sent);
                store.Bytes.Should().BeLessThanOrEqualTo(run.limit);
                ShouldObeyTheLaw(store);
                while (amount % 3 == 0 && store.Expire(now, out _))
                {
                }
            }

            while (store.Expire(now, out _))
            {
            }

            model.Expire(now);
            var counts = store.Counts();
            (counts.Kept, counts.Sent, counts.Discarded, counts.Held).Should().Be((model.Kept, model.Sent.Count, model.Discarded, model.Held));
            store.Close();
            store.Counts().Held.Should().Be(0);
            store.Bytes.Should().Be(0);
            ShouldObeyTheLaw(store);
        }, cases: 500);
    }

    [Test]
    public void OfATraceWithMoreThanAThousandTheLatestThousandAreHeld()
    {
        var store = new DetailStore(1 << 30, Time);
        for (var i = 0; i < 1_234; i++) store.Take(Detail(i), "t", default, 0, out _).Should().BeFalse();

        LetOut(store, "t", 1).Should().Equal(Enumerable.Range(234, 1_000).Select(i => NameOf(Detail(i))));
        store.Counts().Discarded.Should().Be(234);
        ShouldObeyTheLaw(store);
    }

    [Test]
    public void ADetailComesBackAsItWasWithWhatItsThreadKnewOfItsStream([Values(0, 1, 4, 5, 32, 33)] int properties)
    {
        var store = new DetailStore(1 << 20, Time);
        var values = Enumerable.Range(0, properties).Select(i => ($"P{i}", (i % 5) switch { 0 => (object?)i, 1 => $"text {i}", 2 => 1.5 * i, 3 => Some.Sequence(1, "x"), _ => null })).ToArray();
        var logged = Some.LogEvent("Look at {P0}", Some.Instant, LogEventLevel.Debug, Some.Exception(), Some.TraceId, Some.SpanId, values);
        store.Take(logged, "t", new StreamHint("worker", IsName: false), 0, out _);

        var read = LetOut(store, "t", 1, out var hint).Single();
        hint.Should().Be(new StreamHint("worker", IsName: false));
        (read.Timestamp, read.Level, read.MessageTemplate, read.Exception, read.TraceId, read.SpanId).Should().Be((logged.Timestamp, logged.Level, logged.MessageTemplate, logged.Exception, logged.TraceId, logged.SpanId));
        read.Properties.Select(p => $"{p.Key}={p.Value}").Should().Equal(logged.Properties.Select(p => $"{p.Key}={p.Value}"));
        ReferenceEquals(read, logged).Should().Be(properties > CapturedEvents.MostProperties);
    }

    [Test]
    public void EachValueComesBackAsItWas([Values] bool copies)
    {
        // 64 KiB / 64 are held at once, so that large strings are copied.
        var store = new DetailStore(copies ? 64 * 1024 : 1L << 30, Time);
        var id = Guid.NewGuid();
        object?[] values =
        [
            null, "", "x", "text", "lone \ud800 surrogate", new string('z', DetailEncoder.LongestText), new string('z', DetailEncoder.LongestText + 1), true, false, 0, -1, int.MinValue, 1L << 40,
            1.5, double.NaN, double.NegativeInfinity, -0.0, 1.10m, id, 'c', (byte)7, 1.5f, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-90)),
            TimeSpan.FromTicks(-3), new DateOnly(2026, 1, 2), LogEventLevel.Fatal,
        ];
        var sent = new List<LogEvent>();
        foreach (var value in values.Concat(values)) sent.Add(Some.LogEvent("{A} and {B}", Some.Instant.ToOffset(TimeSpan.FromHours(5.5)), LogEventLevel.Verbose, properties: [("A", value), ("B", "after")]));
        foreach (var logEvent in sent) store.Take(logEvent, "t", default, 0, out _);

        var read = LetOut(store, "t", 1, out _);
        read.Select(e => ((ScalarValue)e.Properties["A"]).Value).Should().Equal(sent.Select(e => ((ScalarValue)e.Properties["A"]).Value));
        read.Select(e => ((ScalarValue)e.Properties["A"]).Value?.GetType()).Should().Equal(sent.Select(e => ((ScalarValue)e.Properties["A"]).Value?.GetType()));
        read.Should().AllSatisfy(e => e.Properties["B"].ToString().Should().Be("\"after\""));
        read.Should().AllSatisfy(e => e.Timestamp.Should().BeExactly(sent[0].Timestamp));
        store.Close();
        store.Bytes.Should().Be(0);
    }

    [Test]
    public void ATextOfAnyLengthComesBackWhereverItIsNotAscii([Values(0x7F, 0x80, 0x141, 0xFFFF)] int other)
    {
        for (var length = 1; length <= 40; length++)
        {
            var store = new DetailStore(1 << 20, Time);
            var plain = string.Concat(Enumerable.Range(0, length).Select(i => (char)('A' + i)));
            string[] texts = [plain, .. Enumerable.Range(0, length).Select(i => plain[..i] + (char)other + plain[(i + 1)..])];
            foreach (var text in texts) store.Take(new LogEvent(Some.Instant, LogEventLevel.Debug, null, Template, [new LogEventProperty("A", new ScalarValue(text))]), "t", default, 0, out _);

            LetOut(store, "t", 1, out _).Select(e => ((ScalarValue)e.Properties["A"]).Value).Should().Equal(texts);
        }
    }

    [Test]
    public void EventsOfOneTemplateWithOtherPropertiesComeBackWithTheirOwn()
    {
        var store = new DetailStore(1 << 20, Time);
        var shared = new LogEventProperty("Shared", new ScalarValue("by an enricher"));
        var random = new Random(17);
        var sent = Enumerable.Range(0, 500).Select(i => new LogEvent(Some.Instant, LogEventLevel.Debug, null, Template, Mixed(i))).ToArray();
        foreach (var logEvent in sent) store.Take(logEvent, "t", default, 0, out _);

        LetOut(store, "t", 1, out _).Select(TextOf).Should().Equal(sent.Select(TextOf));
        static string TextOf(LogEvent logEvent) => string.Join(", ", logEvent.Properties.Select(p => $"{p.Key}={p.Value}"));

        IEnumerable<LogEventProperty> Mixed(int i)
        {
            yield return shared;
            yield return new LogEventProperty($"P{random.Next(12)}", new ScalarValue(i));
            if (random.Next(2) == 0) yield return new LogEventProperty("Shared2", random.Next(2) == 0 ? shared.Value : new ScalarValue("another"));
        }
    }

    [Test]
    public void ATextThatAnEnricherWrapsInANewValueForEachEventIsHeldOnce()
    {
        var (store, shapes, name) = (new DetailStore(1 << 20, Time), new DetailShapes(), new string('m', DetailEncoder.LongestText));
        LogEvent Enriched(int i) => new(Some.Instant, LogEventLevel.Debug, null, Template, [new LogEventProperty("Id", new ScalarValue(i)), new LogEventProperty("MachineName", new ScalarValue(name))]);
        for (var i = 0; i < 3; i++)
        {
            store.Take(Enriched(i), "t", default, 0, out _);
            DetailEncoder.OfThread.Encode(Enriched(i), "t", default, shapes, copies: false);
            DetailEncoder.OfThread.Record.Length.Should().BeLessThan(100);
        }

        LetOut(store, "t", 1, out _).Select(e => $"{e.Properties["Id"]} {((ScalarValue)e.Properties["MachineName"]).Value}").Should().Equal($"0 {name}", $"1 {name}", $"2 {name}");
    }

    [Test]
    public void ADetailIsHeldAsItWasWhenItCame()
    {
        var store = new DetailStore(1 << 20, Time);
        var logged = Some.LogEvent("{A}", properties: [("A", 1)]);
        store.Take(logged, "t", default, 0, out _);
        logged.AddOrUpdateProperty(new LogEventProperty("A", new ScalarValue(2)));
        logged.AddOrUpdateProperty(new LogEventProperty("B", new ScalarValue(3)));
        store.Take(logged, "t", default, 0, out _);

        LetOut(store, "t", 1, out _).Select(e => string.Join(" ", e.Properties.Select(p => $"{p.Key}={p.Value}"))).Should().Equal("A=1", "A=2 B=3");
    }

    [Test]
    public void AnEventWithManyValuesThatOnlyReferencesHoldIsKeptWhole([Range(6, 10)] int sequences)
    {
        var store = new DetailStore(1 << 20, Time);
        var logged = Some.LogEvent("many", properties: [.. Enumerable.Range(0, sequences).Select(i => ($"P{i}", (object?)Some.Sequence(i, "x")))]);
        for (var i = 0; i < 5; i++) store.Take(logged, "t", new StreamHint(new string('n', 2_000), IsName: true), 0, out _);

        var read = LetOut(store, "t", 1, out var hint);
        read.Should().HaveCount(5).And.AllSatisfy(e => e.Properties.Should().Equal(logged.Properties));
        ReferenceEquals(read[4], logged).Should().Be(sequences >= DetailEncoder.MostReferences);
        hint.Should().Be(new StreamHint(new string('n', 2_000), IsName: true));
    }

    [Test]
    public void ADetailAllocatesNothingOnceItsKindIsKnown()
    {
        var store = new DetailStore(1 << 20, Time);
        var details = Enumerable.Range(0, 100).Select(i => Detail(i, i)).ToArray();
        var keys = Enumerable.Range(0, 50).Select(i => $"{i:x32}").ToArray();
        for (var i = 0; i < 100_000; i++) store.Take(details[i % 100], keys[i / 10 % 50], default, 0, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++) store.Take(details[i % 100], keys[i / 10 % 50], default, 0, out _);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000, "less than a byte for each of them: the runtime may allocate something itself");
    }

    [Test]
    public void ADetailThatExceedsTheLimitByItselfTakesNoOtherAlong()
    {
        var store = new DetailStore(64 * 1024, Time);
        store.Take(Detail(1), "a", default, 0, out _);
        store.Take(Detail(2, 40_000), "b", default, 0, out _);

        LetOut(store, "a", 1).Should().Equal(NameOf(Detail(1)));
        LetOut(store, "b", 1).Should().BeEmpty();
        ShouldObeyTheLaw(store);
    }

    [Test]
    public void ThatATraceFailsIsRememberedAlsoWhereNothingWasHeld()
    {
        var store = new DetailStore(1 << 20, Time);
        LetOut(store, "t", 0).Should().BeEmpty();
        store.Take(Detail(1), "t", default, Time - 1, out _).Should().BeTrue();
        store.Take(Detail(2), "t", default, Time, out _).Should().BeFalse("it was open for that long");
        store.Take(Detail(3), "other", default, 1, out _).Should().BeFalse();
    }

    [Test]
    public void ItSaysWhenItBeginsToHoldSoThatSilenceIsNoticed()
    {
        var store = new DetailStore(1 << 20, Time);
        store.Take(Detail(1), "a", default, 5, out var began);
        began.Should().BeTrue();
        store.Take(Detail(2), "b", default, 6, out began);
        began.Should().BeFalse();

        store.Expire(104, out var next).Should().BeFalse();
        next.Should().Be(105);
        store.Expire(105, out next).Should().BeFalse();
        (next, store.Counts().Held, store.Any).Should().Be((106, 1, true));
        store.Expire(200, out next).Should().BeFalse();
        (next, store.Counts().Held, store.Any).Should().Be((long.MaxValue, 0, false));
        store.Open("c", 200, out began);
        began.Should().BeTrue();
    }

    [Test]
    public void FiftyThousandTracesAtOnceStayWithinTheLimitAndTheLatestOfThemAreHeld()
    {
        const long limit = 16L * 1024 * 1024;
        var store = new DetailStore(limit, Time);
        var allocated = 0L;
        for (var i = 0; i < 50_000; i++)
        {
            var key = $"{i:x32}";
            for (var n = 0; n < 2; n++)
            {
                var detail = new LogEvent(Some.Instant, LogEventLevel.Debug, null, Template, [new LogEventProperty("Id", new ScalarValue($"{i} {n}")), new LogEventProperty("Place", new ScalarValue($"cache {i}"))]);
                var before = GC.GetAllocatedBytesForCurrentThread();
                store.Take(detail, key, default, 0, out _);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        store.Bytes.Should().BeInRange(limit * 9 / 10, limit);
        allocated.Should().BeLessThan(limit, "that is all that it ever took beside the values, what it grew out of included");
        var counts = store.Counts();
        counts.Kept.Should().Be(100_000);
        counts.Held.Should().BeInRange(20_000, 60_000);
        LetOut(store, $"{49_999:x32}", 0).Should().HaveCount(2);
        LetOut(store, $"{0:x32}", 0).Should().BeEmpty();
        ShouldObeyTheLaw(store);
    }

    static string[] LetOut(DetailStore store, string key, long now) => [.. LetOut(store, key, now, out _).Select(NameOf)];

    static List<LogEvent> LetOut(DetailStore store, string key, long now, out StreamHint lastHint)
    {
        lastHint = default;
        var events = new List<LogEvent>();
        var details = store.Open(key, now, out _);
        for (var rest = details; rest.Count > 0;) events.Add(store.Read(ref rest, key, out lastHint));
        ShouldObeyTheLaw(store);
        store.Free(in details, events.Count);
        ShouldObeyTheLaw(store);
        return events;
    }

    static void ShouldObeyTheLaw(DetailStore store)
    {
        var counts = store.Counts();
        counts.Kept.Should().Be(counts.Sent + counts.Discarded + counts.Held);
    }

    static readonly MessageTemplate Template = Some.Template("detail ");

    static LogEvent Detail(int id, int length = 0) =>
        new(Some.Instant.AddMilliseconds(id), LogEventLevel.Debug, null, Template, [new LogEventProperty("Id", new ScalarValue(id)), new LogEventProperty("Rest", new ScalarValue(new string('r', length)))]);

    static string NameOf(LogEvent logEvent) => logEvent.MessageTemplate.Text + logEvent.Properties["Id"];
}
