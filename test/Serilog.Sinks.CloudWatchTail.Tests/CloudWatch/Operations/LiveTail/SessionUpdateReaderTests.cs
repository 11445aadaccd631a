using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations.LiveTail;

public class SessionUpdateReaderTests
{
    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void MembersComeInAnyOrderAndUnknownOnesArePassedOver()
    {
        var update = Read(
            """
            { "new": [ { "a": "]" } ],
              "sessionResults": [ { "ingestionTime": 2, "more": {}, "message": "m", "timestamp": 1, "logGroupIdentifier": "g", "logStreamName": "s" } ],
              "sessionMetadata": { "other": null, "sampled": true } }
            """);

        update.Sampled.Should().BeTrue();
        var shown = update.Events.Should().ContainSingle().Subject;
        (shown.LogGroupIdentifier, shown.LogStreamName, shown.Timestamp, shown.IngestionTime, Text(shown)).Should().Be(("g", "s", 1L, 2L, "m"));
    }

    [TestCase("{}")]
    [TestCase("""{"sessionResults":null,"sessionMetadata":null}""")]
    [TestCase("""{"sessionResults":[],"sessionMetadata":{}}""")]
    public void AnUpdateMayBeEmpty(string payload)
    {
        var update = Read(payload);

        update.Events.Should().BeEmpty();
        update.Sampled.Should().BeFalse();
    }

    [Test]
    public void AnEventMayLackEverything()
    {
        var shown = Read("""{"sessionResults":[{}]}""").Events.Should().ContainSingle().Subject;

        shown.LogStreamName.Should().BeEmpty();
        shown.LogGroupIdentifier.Should().BeEmpty();
        shown.Message.Length.Should().Be(0);
    }

    [Test]
    public void NamesThatComeAgainAreTheSameString()
    {
        var reader = new SessionUpdateReader();
        var payload = """{"sessionResults":[{"logStreamName":"größe/1","logGroupIdentifier":"1:g"},{"logStreamName":"zwei","logGroupIdentifier":"1:g"},{"logStreamName":"gr\u00f6\u00dfe/1","logGroupIdentifier":"1:g"}]}"""u8;

        var first = reader.Read(payload).Events;
        var second = reader.Read(payload).Events;

        first.Select(e => e.LogStreamName).Should().Equal("größe/1", "zwei", "größe/1");
        first[2].LogStreamName.Should().BeSameAs(first[0].LogStreamName);
        second[0].LogStreamName.Should().BeSameAs(first[0].LogStreamName);
        second[1].LogStreamName.Should().BeSameAs(first[1].LogStreamName);
        second[1].LogGroupIdentifier.Should().BeSameAs(first[0].LogGroupIdentifier);
    }

    [Test]
    public void NamesWithoutEndDoNotFillTheMemory()
    {
        var reader = new SessionUpdateReader();
        Fill(20_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Fill(200_000);

        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(1_000_000);
        GC.KeepAlive(reader);

        void Fill(int names)
        {
            for (var i = 0; i < names; i += 100)
            {
                var results = Enumerable.Range(i, 100).Select(n => $$"""{"logStreamName":"{{Guid.NewGuid()}}-{{n}}","message":"m"}""");
                reader.Read(Encoding.UTF8.GetBytes($$"""{"sessionResults":[{{string.Join(",", results)}}]}"""));
            }
        }
    }

    [Test]
    public void AnUpdateThatIsKeptIsNotTouchedByLaterOnes()
    {
        var reader = new SessionUpdateReader();
        var kept = reader.Read(Payload(["first", "größer \"als\"", new string('a', 100_000)]));

        for (var i = 0; i < 100; i++) reader.Read(Payload([.. Enumerable.Repeat(new string('b', 1000), 300)]));

        kept.Events.Select(Text).Should().Equal("first", "größer \"als\"", new string('a', 100_000));
    }

    [Test]
    public void MessagesOfAnySizeComeOutAsTheyWere()
    {
        var random = new Random(9);
        var reader = new SessionUpdateReader();
        for (var round = 0; round < 50; round++)
        {
            string[] messages =
            [
                .. Enumerable.Range(0, random.Next(0, 200)).Select(_ =>
                    new string('x', random.Next(0, random.Next(20) == 0 ? 200_000 : 400)) + "\"\\😀\n"[..random.Next(0, 3)]),
            ];

            reader.Read(Payload(messages)).Events.Select(Text).Should().Equal(messages);
        }
    }

    [Test]
    public void AnUpdateKeepsLittleMoreThanItsMessages()
    {
        var reader = new SessionUpdateReader();
        var payload = Payload([.. Enumerable.Repeat("{\"level\":\"Information\",\"message\":\"" + new string('x', 450) + "\"}", 500)]);
        reader.Read(payload);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var update = reader.Read(payload);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        allocated.Should().BeLessThan((long)(1.3 * update.Events.Sum(e => e.Message.Length)) + 500 * 64);
    }

    static byte[] Payload(string[] messages) => Encoding.UTF8.GetBytes(
        $$"""{"sessionMetadata":{"sampled":false},"sessionResults":[{{string.Join(",", messages.Select(m => $$"""{"logStreamName":"s","logGroupIdentifier":"g","message":{{JsonSerializer.Serialize(m, Relaxed)}},"timestamp":1,"ingestionTime":2}"""))}}]}""");

    static LiveTailUpdate Read(string payload) => new SessionUpdateReader().Read(Encoding.UTF8.GetBytes(payload));

    static string Text(LiveTailEvent shown) => Encoding.UTF8.GetString(shown.Message.Span);
}
