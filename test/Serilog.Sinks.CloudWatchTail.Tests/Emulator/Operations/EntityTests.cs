using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class EntityTests : EmulatorTest
{
    [TestCase("""{"keyAttributes":{"Type":"Service","Name":"shop","Environment":"prod"},"attributes":{"a":"b"}}""", null)]
    [TestCase("""{"keyAttributes":{"Type":"Resource","ResourceType":"AWS::EC2::Instance","Identifier":"i-1"}}""", null)]
    [TestCase("""{"keyAttributes":{"Type":"Service","Name":"shop","Environment":"prod","AwsAccountId":"123456789012"}}""", null)]
    [TestCase("""{}""", "MissingRequiredFields")]
    [TestCase("""{"keyAttributes":{"Name":"shop","Environment":"prod"}}""", "MissingRequiredFields")]
    [TestCase("""{"keyAttributes":{"Type":"Service","Environment":"prod"}}""", "MissingRequiredFields")]
    [TestCase("""{"keyAttributes":{"Type":"Gadget","Name":"shop"}}""", "InvalidTypeValue")]
    [TestCase("""{"keyAttributes":{"Type":"Service"}}""", "InvalidKeyAttributes")]
    [TestCase("""{"keyAttributes":{"Type":"Service","Colour":"red"}}""", "InvalidKeyAttributes")]
    [TestCase("""{"keyAttributes":{"Type":"Service","Name":""}}""", "EntitySizeTooLarge")]
    [TestCase("""{"keyAttributes":{"Type":"Service","Name":"shop"},"attributes":{"":"b"}}""", "InvalidAttributes")]
    [TestCase("""{"keyAttributes":{"Type":"Service","Name":"shop"},"attributes":{"a":1}}""", "InvalidEntity")]
    [TestCase("""{"keyAttributes":[]}""", "InvalidEntity")]
    public async Task ABadEntityIsRejectedAndTheEventsAreStored(string entity, string? errorType)
    {
        await CreateAsync(Group, Stream);
        var answer = await PutAsync(entity);
        Aws.Events(Group).Should().ContainSingle();
        if (errorType is null) answer.TryGetProperty("rejectedEntityInfo", out _).Should().BeFalse();
        else answer.GetProperty("rejectedEntityInfo").GetRawText().Should().Be($$"""{"errorType":"{{errorType}}"}""");
    }

    [Test]
    public async Task AStreamShowsTheEntityOfItsLatestPutThatNamedAValidOne()
    {
        await CreateAsync(Group, Stream);
        Aws.LogGroup(Group)!.Streams.Single().Entity.Should().BeNull();
        await PutAsync("""{"keyAttributes":{"Type":"Service","Name":"shop"},"attributes":{"PlatformType":"Generic"}}""");
        await PutAsync("""{"keyAttributes":{"Type":"Gadget","Name":"shop"}}""");

        var entity = Aws.LogGroup(Group)!.Streams.Single().Entity!;
        entity.KeyAttributes.Should().Equal(new Dictionary<string, string> { ["Type"] = "Service", ["Name"] = "shop" });
        entity.Attributes.Should().Equal(new Dictionary<string, string> { ["PlatformType"] = "Generic" });
    }

    [TestCase(10, null)]
    [TestCase(11, "InvalidAttributes")]
    public async Task TenAttributesAreTheLimit(int count, string? errorType)
    {
        var attributes = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":\"v\""));
        await ABadEntityIsRejectedAndTheEventsAreStored($$$"""{"keyAttributes":{"Type":"Service","Name":"shop"},"attributes":{{{{attributes}}}}}""", errorType);
    }

    [TestCase(256, 512, null)]
    [TestCase(257, 512, "EntitySizeTooLarge")]
    [TestCase(256, 513, "EntitySizeTooLarge")]
    public async Task AttributesHaveLengths(int key, int value, string? errorType) => await ABadEntityIsRejectedAndTheEventsAreStored(
        $$$"""{"keyAttributes":{"Type":"Service","Name":"shop"},"attributes":{"{{{new string('k', key)}}}":"{{{new string('v', value)}}}"}}""", errorType);

    [Test]
    public async Task OtherClassesHaveNoEntities()
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = Group, logGroupClass = "INFREQUENT_ACCESS" });
        await CreateStreamAsync(Stream);
        var answer = await Http.DoAsync("PutLogEvents", new
        {
            logGroupName = Group,
            logStreamName = Stream,
            entity = new { keyAttributes = new { Type = "Service", Name = "shop" } },
            logEvents = new[] { Event(Now, "x") },
        });
        answer.GetProperty("rejectedEntityInfo").GetProperty("errorType").GetString().Should().Be("UnsupportedLogGroupType");
    }

    Task<System.Text.Json.JsonElement> PutAsync(string entity) => Http.DoAsync(
        "PutLogEvents", $$"""{"logGroupName":"{{Group}}","logStreamName":"{{Stream}}","entity":{{entity}},"logEvents":[{"timestamp":{{Now}},"message":"x"}]}""");
}
