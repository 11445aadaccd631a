using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class PutLogEventsTests : EmulatorTest
{
    const int Overhead = 26;
    const int BatchBytes = 1_048_576;

    [Test]
    public async Task TheGroupAndTheStreamMustExist()
    {
        (await PutAsync(Event(Now, "x"))).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
        await CreateAsync();
        (await PutAsync(Event(Now, "x"))).ShouldFail("ResourceNotFoundException", "The specified log stream does not exist.");
        await CreateStreamAsync(Stream);
        (await PutAsync(Event(Now, "x"))).Status.Should().Be(200);
    }

    [Test]
    public async Task TextComesBackAsItWasWhateverItsEscapes()
    {
        await CreateAsync(Group, Stream);
        var body = $$$"""{"logEvents":[{"message":"\u00fc\n\"\\\/\t\ud83d\ude00 €","timestamp":{{{Now}}},"unknown":[1,{}]}],"logStreamName":"app\/1","logGroupName":"\/shop\/orders","unknown":{"a":[]}}""";
        (await Http.SendAsync("PutLogEvents", body)).Status.Should().Be(200);
        Aws.Events(Group).Single().Message.Should().Be("ü\n\"\\/\t😀 €");
    }

    [Test]
    public async Task HalfACharacterIsReplacedNotRefused()
    {
        await CreateAsync(Group, Stream);
        var body = $$"""{"logGroupName":"{{Group}}","logStreamName":"{{Stream}}","logEvents":[{"message":"a\ud83d b\udc00\u00e9\n","timestamp":{{Now}}}]}""";
        (await Http.SendAsync("PutLogEvents", body)).Status.Should().Be(200);
        var raw = Encoding.UTF8.GetBytes($$"""{"logGroupName":"{{Group}}","logStreamName":"{{Stream}}","logEvents":[{"message":"~","timestamp":{{Now}}}]}""");
        raw[Array.IndexOf(raw, (byte)'~')] = 0xFF;
        (await Http.SendAsync("PutLogEvents", raw)).Status.Should().Be(200);
        Aws.Events(Group).Select(e => e.Message).Should().Equal("a\uFFFD b\uFFFDé\n", "\uFFFD");
    }

    [Test]
    public async Task ABatchMayHave1048576BytesCountedWith26ForEachEvent()
    {
        await CreateAsync(Group, Stream);

        // Two-byte characters and escapes count as the bytes of their UTF-8, not as characters nor as the wire has them.
        var half = new string('ü', (BatchBytes / 2 - Overhead) / 2);
        (await PutAsync(Event(Now, half), Event(Now, half))).Status.Should().Be(200);
        (await PutAsync(Event(Now, half), Event(Now, half + "x"))).ShouldFail("InvalidParameterException", "Upload too large: 1048577 bytes exceeds limit of 1048576");
        Aws.Events(Group).Should().HaveCount(2);
    }

    [Test]
    public async Task AnEventMayHave1048550BytesOfMessage()
    {
        await CreateAsync(Group, Stream);
        (await PutAsync(Event(Now, new string('x', BatchBytes - Overhead)))).Status.Should().Be(200);
        (await PutAsync(Event(Now, new string('x', BatchBytes - Overhead + 1))))
            .ShouldFail("InvalidParameterException", "Log event too large: 1048577 bytes exceeds limit of 1048576");
    }

    [Test]
    public async Task ABatchMayHave10000Events()
    {
        await CreateAsync(Group, Stream);
        (await PutAsync(Enumerable.Repeat(Event(Now, "x"), 10_000).ToArray())).Status.Should().Be(200);
        var refused = await PutAsync(Enumerable.Repeat(Event(Now, "x"), 10_001).ToArray());
        refused.Code.Should().Be("InvalidParameterException");
        refused.Message.Should().EndWith("at 'logEvents' failed to satisfy constraint: Member must have length less than or equal to 10000");
        Aws.Events(Group).Should().HaveCount(10_000);
    }

    [Test]
    public async Task ABatchHasAtLeastOneEvent()
    {
        await CreateAsync(Group, Stream);
        (await PutAsync()).ShouldFail("InvalidParameterException", Violation("[]", "logEvents", "Member must have length greater than or equal to 1"));
        (await Http.SendAsync("PutLogEvents", new { logGroupName = Group, logStreamName = Stream }))
            .ShouldFail("InvalidParameterException", Violation(null, "logEvents", "Member must not be null"));
    }

    [Test]
    public async Task OneEmptyMessageFailsTheWholeBatch()
    {
        await CreateAsync(Group, Stream);
        (await PutAsync(Event(Now, "good"), Event(Now, ""), Event(Now, "good")))
            .ShouldFail("InvalidParameterException", Violation("", "logEvents.2.member.message", "Member must have length greater than or equal to 1"));
        (await PutAsync(new { timestamp = Now })).ShouldFail("InvalidParameterException", Violation(null, "logEvents.1.member.message", "Member must not be null"));
        (await PutAsync(new { message = "x" })).ShouldFail("InvalidParameterException", Violation(null, "logEvents.1.member.timestamp", "Member must not be null"));
        Aws.Events(Group).Should().BeEmpty();
    }

    [Test]
    public async Task ATimeBeforeTheEpochFailsTheWholeBatch()
    {
        await CreateAsync(Group, Stream);
        (await PutAsync(Event(-1, "x"))).ShouldFail("InvalidParameterException", Violation("-1", "logEvents.1.member.timestamp", "Member must have value greater than or equal to 0"));
        (await PutAsync(Event(0, "x"))).Status.Should().Be(200, "it is merely too old");
    }

    [Test]
    public async Task TheEventsComeInTheOrderOfTheirTimes()
    {
        await CreateAsync(Group, Stream);
        var now = Now;
        (await PutAsync(Event(now, "a"), Event(now, "b"))).Status.Should().Be(200, "equal times are in order");
        (await PutAsync(Event(now, "a"), Event(now - 1, "b")))
            .ShouldFail("InvalidParameterException", "Log events in a single PutLogEvents request must be in chronological order.");
    }

    [Test]
    public async Task SequenceTokensAreIgnoredAndStillGiven()
    {
        await CreateAsync(Group, Stream);
        var answer = await Http.DoAsync("PutLogEvents", new { logGroupName = Group, logStreamName = Stream, sequenceToken = "anything", logEvents = new[] { Event(Now, "x") } });
        answer.GetProperty("nextSequenceToken").GetString().Should().MatchRegex("^[0-9]{56}$");
        (await Http.SendAsync("PutLogEvents", new { logGroupName = Group, logStreamName = Stream, sequenceToken = "", logEvents = new[] { Event(Now, "x") } }))
            .ShouldFail("InvalidParameterException", Violation("", "sequenceToken", "Member must have length greater than or equal to 1"));
    }

    [Test]
    public async Task NamesAreNamesNotArns()
    {
        await CreateAsync(Group, Stream);
        var arn = Aws.LogGroup(Group)!.Arn;
        (await Http.SendAsync("PutLogEvents", new { logGroupName = arn, logStreamName = Stream, logEvents = new[] { Event(Now, "x") } }))
            .ShouldFail("InvalidParameterException", Violation(arn, "logGroupName", @"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+"));
        (await Http.SendAsync("PutLogEvents", new { logGroupName = Group, logStreamName = "a:b", logEvents = new[] { Event(Now, "x") } }))
            .ShouldFail("InvalidParameterException", Violation("a:b", "logStreamName", "Member must satisfy regular expression pattern: [^:*]*"));
    }

    [TestCase("""{"logEvents":[{"timestamp":"1","message":"x"}]}""", "STRING_VALUE can not be converted to a Long")]
    [TestCase("""{"logEvents":[{"timestamp":1,"message":7}]}""", "NUMBER_VALUE can not be converted to a String")]
    [TestCase("""{"logEvents":[{"timestamp":1,"message":true}]}""", "TRUE_VALUE can not be converted to a String")]
    [TestCase("""{"logEvents":["x"]}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"logEvents":{}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"logGroupName":7}""", "NUMBER_VALUE can not be converted to a String")]
    [TestCase("""[]""", "Start of structure or map found where not expected.")]
    [TestCase("""{"logEvents":[""", "The request's body is not valid JSON.")]
    [TestCase("""{}{}""", "The request's body is not valid JSON.")]
    public async Task WhatCannotBeReadIsASerializationError(string body, string message) =>
        (await Http.SendAsync("PutLogEvents", body)).ShouldFail("SerializationException", message);

    [Test]
    public async Task ParallelPutsToOneStreamAreAllStoredInOrder()
    {
        await CreateAsync(Group, Stream);
        var now = Now;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async w =>
        {
            for (var i = 0; i < 10; i++)
            {
                var batch = Enumerable.Range(0, 100).Select(n => Event(now - 10_000 + i * 1000 + n * 7, $"{w} {i} {n}")).ToArray();
                (await PutAsync(batch)).Status.Should().Be(200);
            }
        }));
        var events = Aws.Events(Group);
        events.Should().HaveCount(8000).And.OnlyHaveUniqueItems(e => e.Message).And.OnlyHaveUniqueItems(e => e.EventId);
        events.Should().BeInAscendingOrder(e => e.Timestamp);
    }
}
