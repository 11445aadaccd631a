using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Protocol;

/// <summary>JSON can write half a surrogate pair, in names as in texts: what nobody can mean must not be taken for a failure of the service.</summary>
sealed class HalfCharacterTests : EmulatorTest
{
    const string Half = @"\ud800logGroupName";

    [Test]
    public async Task AMemberWithSuchANameIsIgnored()
    {
        (await Http.SendAsync("CreateLogGroup", $$"""{"{{Half}}":1,"logGroupName":"{{Group}}"}""")).Status.Should().Be(200);
        await CreateStreamAsync(Stream);
        var put = await Http.SendAsync(
            "PutLogEvents",
            $$"""{"{{Half}}":1,"logGroupName":"{{Group}}","logStreamName":"{{Stream}}","logEvents":[{"{{Half}}":1,"timestamp":{{Now}},"message":"x"}]}""");
        (put.Status, put.Text).Should().Be((200, put.Text));
        Aws.Events(Group).Should().ContainSingle();
        Aws.Requests[^1].LogGroupName.Should().Be(Group);
    }

    [Test]
    public async Task ATagWithSuchAKeyIsRefused() =>
        (await Http.SendAsync("CreateLogGroup", $$"""{"logGroupName":"{{Group}}","tags":{"{{Half}}":"v"} }""")).Code.Should().Be("SerializationException");

    [TestCase("""{"keyAttributes":{"Type":"Service","Name":"\ud800"}}""")]
    [TestCase("""{"keyAttributes":{"Type":"Service","\ud800keyAttributes":"x"}}""")]
    [TestCase("""{"\ud800keyAttributes":{},"keyAttributes":{"Type":"Service","Name":"\ud800"}}""")]
    public async Task AnEntityWithOneIsRejectedAndTheEventsAreStored(string entity)
    {
        await CreateAsync(Group, Stream);
        var answer = await Http.DoAsync(
            "PutLogEvents", $$"""{"logGroupName":"{{Group}}","logStreamName":"{{Stream}}","entity":{{entity}},"logEvents":[{"timestamp":{{Now}},"message":"x"}]}""");
        answer.GetProperty("rejectedEntityInfo").GetProperty("errorType").GetString().Should().StartWith("Invalid");
        Aws.Events(Group).Should().ContainSingle();
    }

    [Test]
    public async Task AMessageWithSuchANameIsSearchedForItsOthers()
    {
        await CreateAsync(Group, Stream);
        using var tail = await Http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { ArnOf(Group) }, logEventFilterPattern = "{ $.level = 1 }" });
        await Aws.WaitForLiveTailSessionsAsync(1);
        (await PutAsync(Event(Now, """{"\ud800level":1,"level":1}"""), Event(Now, """{"\ud800level":1}"""))).Status.Should().Be(200);
        var found = await Http.SendAsync("FilterLogEvents", new { logGroupName = Group, filterPattern = "{ $.level = 1 }" });
        (found.Status, found.Text).Should().Be((200, found.Text));
        Messages(found.Json).Should().Equal("""{"\ud800level":1,"level":1}""");
    }

    /// <summary>A number that no machine can hold is as wrong as one below the least.</summary>
    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("1e30")]
    public async Task ANumberBeyondAllBoundsIsNotAFailure(string number)
    {
        await CreateAsync(Group, Stream);
        var put = await Http.SendAsync("PutLogEvents", $$"""{"logGroupName":"{{Group}}","logStreamName":"{{Stream}}","logEvents":[{"timestamp":{{number}},"message":"x"}]}""");
        put.Status.Should().BeOneOf(200, 400);
        Aws.Events(Group).Should().BeEmpty();
        (await Http.SendAsync("FilterLogEvents", $$"""{"logGroupName":"{{Group}}","startTime":{{number}} }""")).Status.Should().BeOneOf(200, 400);
    }

    [Test]
    public async Task APutWithoutABodyLacksItsMembers() =>
        (await Http.SendAsync("PutLogEvents", "")).Message.Should().StartWith("3 validation errors detected: Value null at 'logGroupName'");
}
