using System.Formats.Cbor;
using System.Text.Json.Nodes;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Protocol;

/// <summary>Smithy RPC v2 with CBOR, beside AWS JSON.</summary>
sealed class CborProtocolTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(10);

    [TestCase(false)]
    [TestCase(true)]
    public async Task WhatOneProtocolStoresTheOtherShowsAlike(bool definite)
    {
        string[] messages = ["plain", "Zoë 🎉 \u0001 \"quoted\"", new string('x', 100_000)];
        await DoAsync("CreateLogGroup", new { logGroupName = Group, tags = new { team = "shop" } }, definite);
        await DoAsync("CreateLogStream", new { logGroupName = Group, logStreamName = Stream }, definite);
        await DoAsync("PutLogEvents", new { logGroupName = Group, logStreamName = Stream, logEvents = messages.Select(m => new { timestamp = Now, message = m, unknown = new[] { 1 } }) }, definite);

        foreach (var (operation, request) in new (string, object)[]
        {
            ("FilterLogEvents", new { logGroupName = Group }),
            ("DescribeLogGroups", new { }),
            ("DescribeLogStreams", new { logGroupName = Group }),
            ("ListTagsForResource", new { resourceArn = ArnOf(Group) }),
            ("GetLogGroupFields", new { logGroupName = Group }),
        })
        {
            var json = JsonNode.Parse((await Http.SendAsync(operation, request)).Body);
            JsonNode.DeepEquals(await DoAsync(operation, request, definite), json).Should().BeTrue("{0} answers {1}", operation, json);
        }

        Aws.Events(Group).Select(e => e.Message).Should().Equal(messages);
    }

    [Test]
    public async Task TenThousandEventsArriveAsTheyAre()
    {
        Aws.CreateLogStream(Group, Stream);
        var messages = Enumerable.Range(0, 10_000).Select(i => $"event {i}").ToArray();
        await DoAsync("PutLogEvents", new { logGroupName = Group, logStreamName = Stream, logEvents = messages.Select(m => new { timestamp = Now, message = m }).ToArray() });
        Aws.Events(Group).Select(e => e.Message).Should().Equal(messages);
    }

    [Test]
    public async Task RejectedRangesAreInTheAnswer()
    {
        Aws.CreateLogStream(Group, Stream);
        var events = new[] { Event(Now - (long)TimeSpan.FromDays(15).TotalMilliseconds, "old"), Event(Now, "new") };
        var answer = await DoAsync("PutLogEvents", new { logGroupName = Group, logStreamName = Stream, logEvents = events });
        answer!["rejectedLogEventsInfo"]!["tooOldLogEventEndIndex"]!.GetValue<long>().Should().Be(1);
    }

    [Test]
    public async Task AnErrorComesInTheSameProtocol()
    {
        var answer = await Http.SendCborAsync(Aws, "PutRetentionPolicy", EmulatorCbor.Encode(new { logGroupName = "none", retentionInDays = 7 }));
        answer.Status.Should().Be(400);
        answer.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/cbor");
        answer.Response.Headers.GetValues("smithy-protocol").Should().Equal("rpc-v2-cbor");
        EmulatorCbor.Decode(answer.Body)!.ToJsonString().Should().Be(
            """{"__type":"com.amazonaws.cloudwatchlogs#ResourceNotFoundException","message":"The specified log group does not exist."}""");
    }

    [Test]
    public async Task ConstraintsAreNamedInTheSameWords()
    {
        var answer = await Http.SendCborAsync(Aws, "CreateLogGroup", EmulatorCbor.Encode(new { logGroupName = "a b" }));
        EmulatorCbor.Decode(answer.Body)!["message"]!.GetValue<string>().Should().Be(Violation("a b", "logGroupName", @"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+"));
    }

    [Test]
    public async Task AnAnswerWithoutMembersHasNoBodyAndARequestWithoutOneIsRead()
    {
        (await Http.SendCborAsync(Aws, "CreateLogGroup", EmulatorCbor.Encode(new { logGroupName = Group }))).Body.Should().BeEmpty();
        (await Http.SendCborAsync(Aws, "DescribeLogGroups", [])).Status.Should().Be(200);
    }

    [Test]
    public async Task TagsUndefinedValuesAndFloatsOfAnySizeAreRead()
    {
        await CreateAsync(Group, Stream);
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteStartMap(4);
        writer.WriteTextString("nextToken");
        writer.WriteSimpleValue(CborSimpleValue.Undefined);
        writer.WriteTextString("logGroupName");
        writer.WriteStartIndefiniteLengthTextString();
        writer.WriteTextString(Group[..5]);
        writer.WriteTextString(Group[5..]);
        writer.WriteEndIndefiniteLengthTextString();
        writer.WriteTextString("limit");
        writer.WriteSingle(5);
        writer.WriteTextString("startTime");
        writer.WriteTag(CborTag.UnixTimeSeconds);
        writer.WriteDouble(1.5e12);
        writer.WriteEndMap();
        (await Http.SendCborAsync(Aws, "FilterLogEvents", writer.Encode())).Status.Should().Be(200);
    }

    [Test]
    public async Task FaultsStrikeAndSeeTheBodyAsJson()
    {
        Aws.CreateLogStream(Group, Stream);
        Aws.Faults.On("PutLogEvents").ForGroup(Group).When(r => r.BodyText.Contains("\"message\":\"poison\"")).Throttle();
        var body = EmulatorCbor.Encode(new { logGroupName = Group, logStreamName = Stream, logEvents = new[] { Event(Now, "poison") } });
        var answer = await Http.SendCborAsync(Aws, "PutLogEvents", body);
        EmulatorCbor.Decode(answer.Body)!["__type"]!.GetValue<string>().Should().EndWith("#ThrottlingException");

        Aws.Faults.On("CreateLogGroup").CutMidAnswer();
        await Http.Awaiting(h => h.SendCborAsync(Aws, "CreateLogGroup", EmulatorCbor.Encode(new { logGroupName = "cut" }))).Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public async Task ALiveTailsPayloadsAreInCborToo()
    {
        Aws.CreateLogStream(Group, Stream);
        using var request = Http.Request(Aws, "StartLiveTail", EmulatorCbor.Encode(new { logGroupIdentifiers = new[] { ArnOf(Group) } }));
        await using var tail = new EmulatorFrames(await Http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
        var first = await tail.ReadAsync();
        (first!.EventType, first.Headers[":content-type"], EmulatorCbor.Decode(first.Payload)!.ToJsonString()).Should().Be(("initial-response", "application/cbor", "{}"));
        var start = await tail.ReadAsync();
        EmulatorCbor.Decode(start!.Payload)!["sessionId"]!.GetValue<string>().Should().Be(Aws.LiveTailSessions[0].Id);

        Aws.Put(Group, Stream, "Zoë");
        JsonNode update;
        do update = EmulatorCbor.Decode((await tail.ReadAsync())!.Payload)!;
        while (update["sessionResults"]!.AsArray().Count == 0);
        update["sessionMetadata"]!["sampled"]!.GetValue<bool>().Should().BeFalse();
        update["sessionResults"]![0]!["message"]!.GetValue<string>().Should().Be("Zoë");

        Aws.LiveTailSessions[0].Expire();
        EmulatorFrame? frame;
        do frame = await tail.ReadAsync();
        while (frame!.EventType == "sessionUpdate");
        (frame.Headers[":exception-type"], frame.Headers[":content-type"]).Should().Be(("SessionTimeoutException", "application/cbor"));
        EmulatorCbor.Decode(frame.Payload)!["message"]!.GetValue<string>().Should().Be("Your Live Tail session has timed out.");
    }

    [TestCase("/service/Other/operation/DescribeLogGroups", "rpc-v2-cbor", "application/cbor")]
    [TestCase("/service/Logs_20140328/operation/DescribeLogGroups/more", "rpc-v2-cbor", "application/cbor")]
    [TestCase("/service/Logs_20140328/operation/Nonsense", "rpc-v2-cbor", "application/cbor")]
    [TestCase("/service/Logs_20140328/operation/DescribeLogGroups", "rpc-v2-json", "application/cbor")]
    [TestCase("/service/Logs_20140328/operation/DescribeLogGroups", null, "application/cbor")]
    [TestCase("/service/Logs_20140328/operation/DescribeLogGroups", "rpc-v2-cbor", "application/json")]
    [TestCase("/", "rpc-v2-cbor", "application/cbor")]
    public async Task ARequestThatIsNotOfTheProtocolIsUnknown(string path, string? protocol, string contentType)
    {
        var body = EmulatorCbor.Encode(new { limit = 1 });
        using var request = new HttpRequestMessage(HttpMethod.Post, Aws.ServiceUrl + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(contentType);
        if (protocol is not null) request.Headers.Add("smithy-protocol", protocol);
        EmulatorSigner.Sign(request, body, Aws.Credentials, Aws.Region, Http.Now);
        var answer = await Http.SendAsync(request);
        answer.Status.Should().Be(400);
        EmulatorCbor.Decode(answer.Body)!["__type"]!.GetValue<string>().Should().EndWith("#UnknownOperationException");
    }

    async Task<JsonNode?> DoAsync(string operation, object request, bool definite = false)
    {
        var answer = await Http.SendCborAsync(Aws, operation, EmulatorCbor.Encode(request, definite));
        answer.Status.Should().Be(200, "of {0}", answer.Text);
        return answer.Body.Length == 0 ? null : EmulatorCbor.Decode(answer.Body);
    }
}
