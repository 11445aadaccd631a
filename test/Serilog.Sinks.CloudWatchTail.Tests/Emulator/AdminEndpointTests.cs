using System.Net;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

sealed class AdminEndpointTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.AdminEndpoint = true;

    [Test]
    public async Task FaultsAreSetListedAndTakenBack()
    {
        var set = await SendAsync(HttpMethod.Post, """{"fault":"reject","operation":"CreateLogGroup","logGroupName":"poison","times":2,"code":"AccessDeniedException","message":"No."}""");
        set.Status.Should().Be(201);
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = "good" })).Status.Should().Be(200);
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = "poison" })).ShouldFail("AccessDeniedException", "No.");
        (await SendAsync(HttpMethod.Get)).Text.Should().Be("""{"faults":[{"description":"CreateLogGroup: reject with AccessDeniedException","hits":1,"isActive":true}]}""");
        (await SendAsync(HttpMethod.Delete)).Text.Should().Be("""{"faults":[]}""");
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = "poison" })).Status.Should().Be(200);
    }

    [TestCase("throttle", 400)]
    [TestCase("status", 503, """ ,"status":503""")]
    [TestCase("delay", 200, """ ,"delayMilliseconds":1""")]
    [TestCase("cutBeforeStoring", 0)]
    [TestCase("cutAfterStoring", 0)]
    [TestCase("cutMidAnswer", 0)]
    public async Task EveryKindDoesWhatItSays(string kind, int status, string more = "")
    {
        (await SendAsync(HttpMethod.Post, $$"""{"fault":"{{kind}}"{{more}}}""")).Status.Should().Be(201);
        if (status == 0) await Http.Awaiting(h => h.SendAsync("DescribeLogGroups", "{}")).Should().ThrowAsync<HttpRequestException>();
        else (await Http.SendAsync("DescribeLogGroups", "{}")).Status.Should().Be(status);
        Aws.Faults.All.Single().Hits.Should().Be(1);
    }

    [TestCase("hold")]
    [TestCase("neverAnswer")]
    [TestCase("cutMidFrame")]
    [TestCase("cutBetweenFrames")]
    [TestCase("endCleanly")]
    [TestCase("goSilent")]
    [TestCase("corruptMessageChecksum")]
    [TestCase("corruptPreludeChecksum")]
    [TestCase("endWithException")]
    [TestCase("endWithError")]
    [TestCase("sendUnknownEvent")]
    [TestCase("loseEvents")]
    [TestCase("expireSession")]
    public async Task EveryOtherKindIsKnown(string kind) =>
        (await SendAsync(HttpMethod.Post, $$"""{"fault":"{{kind}}","operation":"StartLiveTail","after":1,"afterUpdates":2,"withEvents":true,"untilCleared":true,"store":true}""")).Status.Should().Be(201);

    [TestCase("{}")]
    [TestCase("""{"fault":"explode"}""")]
    [TestCase("""{"fault":"throttle","times":0}""")]
    [TestCase("""{"fault":"status","status":99}""")]
    [TestCase("nonsense")]
    [TestCase("""{"fault":"throttle","operations":"PutLogEvents"}""", Description = "a slip that would have throttled everything")]
    [TestCase("""{"fault":"throttle","\ud800":1}""")]
    [TestCase("""{"fault":"delay","delayMilliseconds":9223372036854775807}""")]
    [TestCase("""{"fault":"delay","delayMilliseconds":-1}""")]
    [TestCase("""{"fault":"delay","delayMilliseconds":1e300}""")]
    public async Task WhatItDoesNotUnderstandItRefuses(string body)
    {
        var answer = await SendAsync(HttpMethod.Post, body);
        answer.Status.Should().Be(400);
        answer.Message.Should().NotBeEmpty();
        Aws.Faults.All.Should().BeEmpty();
    }

    [Test]
    public async Task WhatAWebPageCouldSendIsRefused()
    {
        (await SendAsync(HttpMethod.Post, """{"fault":"throttle"}""", "text/plain")).Status.Should().Be(400);
        (await SendAsync(HttpMethod.Get, host: "evil.example")).Status.Should().Be((int)HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Put)).Status.Should().Be(405);
        Aws.Faults.All.Should().BeEmpty();
    }

    [Test]
    public async Task ItIsNotThereUnlessAskedFor()
    {
        await using var closed = await CloudWatchLogsEmulator.StartAsync();
        using var client = new HttpClient();
        using var answer = await client.GetAsync(closed.ServiceUrl + "/_emulator/faults");
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("__type").GetString().Should().Be("UnknownOperationException");
    }

    Task<EmulatorAnswer> SendAsync(HttpMethod method, string? body = null, string contentType = "application/json", string? host = null)
    {
        var request = new HttpRequestMessage(method, Aws.ServiceUrl + "/_emulator/faults");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, contentType);
        request.Headers.Host = host;
        return Http.SendAsync(request);
    }
}
