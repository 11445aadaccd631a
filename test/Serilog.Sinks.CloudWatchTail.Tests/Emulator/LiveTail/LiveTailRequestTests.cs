using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

sealed class LiveTailRequestTests : EmulatorTest
{
    [SetUp]
    public Task CreateTheGroup() => CreateAsync(Group, Stream);

    [Test]
    public async Task TenGroupsAreTheLimit()
    {
        var names = Enumerable.Range(0, 11).Select(i => $"g{i}").ToArray();
        foreach (var name in names) await CreateAsync(name);
        names = Array.ConvertAll(names, ArnOf);
        using (var accepted = await Http.StartAsync("StartLiveTail", new { logGroupIdentifiers = names[..10] })) ((int)accepted.StatusCode).Should().Be(200);
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = names })).Message.Should().EndWith("Member must have length less than or equal to 10");
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = Array.Empty<string>() }))
            .ShouldFail("InvalidParameterException", Violation("[]", "logGroupIdentifiers", "Member must have length greater than or equal to 1"));
        (await Http.SendAsync("StartLiveTail", "{}")).ShouldFail("InvalidParameterException", Violation(null, "logGroupIdentifiers", "Member must not be null"));
    }

    [TestCase("logStreamNames")]
    [TestCase("logStreamNamePrefixes")]
    public async Task AHundredStreamsOrPrefixesAreTheLimit(string member)
    {
        var names = Enumerable.Range(0, 101).Select(i => $"s{i}").ToArray();
        foreach (var name in names) Aws.Put(Group, name, "x");
        using (var accepted = await Http.StartAsync("StartLiveTail", Request(member, names[..100]))) ((int)accepted.StatusCode).Should().Be(200);
        (await Http.SendAsync("StartLiveTail", Request(member, names))).Message.Should().EndWith("Member must have length less than or equal to 100");
    }

    [Test]
    public async Task StreamsAndPrefixesExcludeEachOther() =>
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { ArnOf(Group) }, logStreamNames = new[] { Stream }, logStreamNamePrefixes = new[] { "a" } }))
            .Code.Should().Be("InvalidParameterException");

    [TestCase("logStreamNames")]
    [TestCase("logStreamNamePrefixes")]
    public async Task StreamsAndPrefixesNeedExactlyOneGroup(string member)
    {
        await CreateAsync("second", Stream);
        (await Http.SendAsync("StartLiveTail", new Dictionary<string, object> { ["logGroupIdentifiers"] = new[] { ArnOf(Group), ArnOf("second") }, [member] = new[] { Stream } }))
            .Code.Should().Be("InvalidParameterException");
    }

    [Test]
    public async Task GroupsAndStreamsMustExistAndPrefixesNeedNot()
    {
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { ArnOf("nowhere") } })).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
        (await Http.SendAsync("StartLiveTail", Request("logStreamNames", "nowhere"))).ShouldFail("ResourceNotFoundException", "The specified log stream does not exist.");
        using var accepted = await Http.StartAsync("StartLiveTail", Request("logStreamNamePrefixes", "nowhere"));
        ((int)accepted.StatusCode).Should().Be(200);
    }

    [Test]
    public async Task NamesAreNoArns() =>
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { Group } }))
            .ShouldFail("InvalidParameterException", $"Invalid ARN: '{Group}' is not the ARN of a log group.");

    [Test]
    public async Task ArnsAreTakenWithoutTheirStar()
    {
        var arn = ArnOf(Group);
        Aws.LogGroup(Group)!.Arn.Should().Be(arn);
        using (var accepted = await Http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { arn } })) ((int)accepted.StatusCode).Should().Be(200);
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { arn + ":*" } })).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { arn.Replace("123456789012", "999999999999") } })).Code.Should().Be("InvalidParameterException");
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { arn.Replace("us-east-1", "eu-west-1") } })).Code.Should().Be("InvalidParameterException");
    }

    [Test]
    public async Task APatternMayHave1024CharactersAndMustBeOne()
    {
        using (var accepted = await Http.StartAsync("StartLiveTail", new { logGroupIdentifiers = new[] { ArnOf(Group) }, logEventFilterPattern = new string('a', 1024) })) ((int)accepted.StatusCode).Should().Be(200);
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { ArnOf(Group) }, logEventFilterPattern = new string('a', 1025) })).Message.Should().EndWith("Member must have length less than or equal to 1024");
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { ArnOf(Group) }, logEventFilterPattern = "a:b" })).ShouldFail("InvalidParameterException", "Invalid filter pattern");
    }

    [TestCase("INFREQUENT_ACCESS")]
    [TestCase("DELIVERY")]
    public async Task OtherClassesThanStandardAreRefused(string logGroupClass)
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = "other", logGroupClass });
        (await Http.SendAsync("StartLiveTail", new { logGroupIdentifiers = new[] { ArnOf("other") } }))
            .ShouldFail("InvalidOperationException", $"The log group other is of log-group-class {logGroupClass}. StartLiveTail is not supported for this log class.");
    }

    [Test]
    public async Task FifteenSessionsAreTheLimitAndAnEndedOneMakesRoom()
    {
        var request = new { logGroupIdentifiers = new[] { ArnOf(Group) } };
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 15; i++) open.Add(await Http.StartAsync("StartLiveTail", request));
        open.Should().OnlyContain(r => r.IsSuccessStatusCode);
        await Aws.WaitForLiveTailSessionsAsync(15);
        (await Http.SendAsync("StartLiveTail", request)).ShouldFail("LimitExceededException", "Rate exceeded");
        open[0].Dispose();
        await Aws.WaitForLiveTailSessionsAsync(14);
        open.Add(await Http.StartAsync("StartLiveTail", request));
        open[^1].IsSuccessStatusCode.Should().BeTrue();
        open.ForEach(r => r.Dispose());
    }

    static Dictionary<string, object> Request(string member, params string[] values) =>
        new() { ["logGroupIdentifiers"] = new[] { ArnOf(Group) }, [member] = values };
}
