using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Batches;

public class PackedBatchTests
{
    static readonly KeyedEvents Owner = new();

    static readonly PutLogEventsLimits Limits = new(PutLogEventsLimits.MaxEvents, PutLogEventsLimits.MaxBytes);

    [Test]
    public void TheBodyIsTheRequestThatTheServiceReads()
    {
        using var batch = Batch();
        Add(batch, 1, "first");
        Add(batch, 2, "quote \" backslash \\ line\nend é");
        batch.Seal();

        using var body = JsonDocument.Parse(batch.Body);
        body.RootElement.GetProperty("logGroupName").GetString().Should().Be("/shop/orders");
        body.RootElement.GetProperty("logStreamName").GetString().Should().Be("web-1");
        Messages(body).Should().Equal((1, "first"), (2, "quote \" backslash \\ line\nend é"));
    }

    [Test]
    public void EventsAreSentInTheOrderOfTheirTimeAndEqualTimesInTheOrderTheyCame()
    {
        using var batch = Batch();
        (long Time, string Text)[] arrivals = [(5, "a"), (3, "b"), (5, "c"), (3, "d"), (9, "e"), (3, "f")];
        foreach (var (time, text) in arrivals) Add(batch, time, text);
        batch.Seal();

        using var body = JsonDocument.Parse(batch.Body);
        Messages(body).Should().Equal((3, "b"), (3, "d"), (3, "f"), (5, "a"), (5, "c"), (9, "e"));
        EventsOf(batch).Should().Equal("b", "d", "f", "a", "c", "e");
    }

    [Test]
    public void TheSizeIsWhatTheServiceCounts()
    {
        using var batch = Batch();
        Add(batch, 1, "é\"");
        Add(batch, 1, "abc");
        batch.SizeBytes.Should().Be(3 + 26 + 3 + 26, "UTF-8 bytes and 26 for each event count, JSON escapes do not");
        batch.MessageBytes.Should().Be(6);
    }

    [Test]
    public void ABatchTakesExactlyWhatTheServiceTakes()
    {
        using var batch = Batch();
        var most = PutLogEventsLimits.MaxBytes - 2 * 26 - 10;
        Add(batch, 1, new string('x', 10));
        batch.Fits(1, most, Limits).Should().BeTrue();
        batch.Fits(1, most + 1, Limits).Should().BeFalse();
        batch.Fits(1 + PutLogEventsLimits.MaxSpanMilliseconds, 1, Limits).Should().BeTrue();
        batch.Fits(2 + PutLogEventsLimits.MaxSpanMilliseconds, 1, Limits).Should().BeFalse();
        batch.Fits(1 - PutLogEventsLimits.MaxSpanMilliseconds, 1, Limits).Should().BeTrue();
        batch.Fits(0 - PutLogEventsLimits.MaxSpanMilliseconds, 1, Limits).Should().BeFalse();
        batch.Fits(1, 1, Limits with { Events = 1 }).Should().BeFalse();
    }

    [Test]
    public void APartHasTheBytesOfTheWhole()
    {
        using var whole = Batch();
        for (var i = 0; i < 10; i++) Add(whole, 10 - i, $"m{i}");
        whole.Seal();
        using var part = Batch();
        part.AddFrom(whole, 3, 4);
        part.Seal();

        using var all = JsonDocument.Parse(whole.Body);
        using var some = JsonDocument.Parse(part.Body);
        Messages(some).Should().Equal(Messages(all).Skip(3).Take(4));
        EventsOf(part).Should().Equal(Messages(some).Select(m => m.Item2));
    }

    [Test]
    public void ABodyOfManyChunksIsOneRequest([Values] bool inOrder)
    {
        const int Most = 200_000;
        var random = new Random(1);
        var events = Enumerable.Range(0, 600)
            .Select(i => (Time: inOrder ? i : (long)random.Next(100), Text: $"{i} \"é\" {new string('x', i % 100 == 50 ? Most : random.Next(2_000))}"))
            .ToArray();
        using var batch = Batch();
        foreach (var (time, text) in events) Add(batch, time, text);
        batch.Seal();

        var expected = events.OrderBy(e => e.Time).ToArray();
        using var body = JsonDocument.Parse(batch.Body);
        Messages(body).Should().Equal(expected.Select(e => (e.Time, (string?)e.Text)));
        batch.Body.IsSingleSegment.Should().BeFalse();

        using var message = new Utf8Buffer();
        for (var i = 0; i < batch.Count; i++)
        {
            message.Clear();
            batch.ReadMessage(i, message);
            Encoding.UTF8.GetString(message.WrittenSpan).Should().Be(expected[i].Text);
        }
    }

    [Test]
    public void WhatABodyTookIsThereForTheNext()
    {
        var chunks = new BodyChunks();
        using var first = Batch(chunks);
        for (var i = 0; i < 1_000; i++) Add(first, i, new string('x', 1_000));
        first.Seal();
        var taken = ArraysOf(first);
        taken.Should().HaveCountGreaterThan(10);
        chunks.IsEmpty.Should().BeTrue();
        first.Reset();
        chunks.IsEmpty.Should().BeFalse();

        using var second = Batch(chunks);
        for (var i = 0; i < 500; i++) Add(second, i, new string('y', 1_000));
        second.Seal();
        ArraysOf(second)[1..].Should().BeSubsetOf(taken);

        second.Reset();
        chunks.Trim();
        chunks.IsEmpty.Should().BeTrue();
    }

    [Test]
    public void TheMemoryOfAHugeEventIsNotKept()
    {
        var chunks = new BodyChunks();
        using var batch = Batch(chunks);
        Add(batch, 1, new string('x', 1_000_000));
        Add(batch, 2, "small");
        batch.Seal();
        batch.Reset();

        var kept = chunks.Rent(1);
        kept.Bytes.Capacity.Should().Be(BodyChunks.ChunkBytes);
        chunks.IsEmpty.Should().BeTrue("only the chunk of the small event was kept");
        chunks.Return(kept);
    }

    [Test]
    public void ABatchIsAsNewAfterItWasReset()
    {
        using var batch = Batch();
        Add(batch, 5, "old");
        Add(batch, 4, "older");
        batch.Seal();
        batch.Reset();
        batch.Begin("/shop/orders", new StreamBatches(new StreamName("web-2")), Owner, 2);
        Add(batch, 1, "new");
        batch.Seal();

        using var body = JsonDocument.Parse(batch.Body);
        body.RootElement.GetProperty("logStreamName").GetString().Should().Be("web-2");
        Messages(body).Should().Equal((1, "new"));
        batch.SizeBytes.Should().Be(29);
    }

    static byte[][] ArraysOf(PackedBatch batch)
    {
        var arrays = new List<byte[]>();
        foreach (var part in batch.Body)
        {
            MemoryMarshal.TryGetArray(part, out var array).Should().BeTrue();
            arrays.Add(array.Array!);
        }

        return [.. arrays];
    }

    static PackedBatch Batch(BodyChunks? chunks = null)
    {
        var batch = new PackedBatch(PutLogEventsBody.Json, chunks ?? new BodyChunks());
        batch.Begin("/shop/orders", new StreamBatches(new StreamName("web-1")), Owner, 1);
        return batch;
    }

    static void Add(PackedBatch batch, long time, string text) => batch.Add(Owner.KeyOf(Some.Event(text)), time, Encoding.UTF8.GetBytes(text));

    static IEnumerable<string> EventsOf(PackedBatch batch) => Owner.ToLogEvents(batch, 0, batch.Count).Select(e => e!.MessageTemplate.Text);

    static (long, string?)[] Messages(JsonDocument body) =>
        [.. body.RootElement.GetProperty("logEvents").EnumerateArray().Select(e => (e.GetProperty("timestamp").GetInt64(), e.GetProperty("message").GetString()))];
}
