using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class TaggingTests : EmulatorTest
{
    const string Arn = "arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders";

    [Test]
    public async Task TagsAreAddedReplacedListedAndRemoved()
    {
        await CreateAsync();
        await Http.DoAsync("TagResource", new { resourceArn = Arn, tags = new { team = "shop", tier = "1" } });
        await Http.DoAsync("TagResource", new { resourceArn = Arn, tags = new { tier = "2" } });
        var tags = (await Http.DoAsync("ListTagsForResource", new { resourceArn = Arn })).GetProperty("tags");
        tags.GetRawText().Should().Be("""{"team":"shop","tier":"2"}""");
        await Http.DoAsync("UntagResource", new { resourceArn = Arn, tagKeys = new[] { "team", "unknown" } });
        Aws.LogGroup(Group)!.Tags.Should().Equal(new Dictionary<string, string> { ["tier"] = "2" });
    }

    [Test]
    public async Task TheOlderOperationsTakeTheGroupsName()
    {
        await CreateAsync();
        await Http.DoAsync("TagLogGroup", new { logGroupName = Group, tags = new { team = "shop", tier = "1" } });
        (await Http.DoAsync("ListTagsLogGroup", new { logGroupName = Group })).GetProperty("tags").GetRawText().Should().Be("""{"team":"shop","tier":"1"}""");
        await Http.DoAsync("UntagLogGroup", new { logGroupName = Group, tags = new[] { "team" } });
        (await Http.DoAsync("ListTagsForResource", new { resourceArn = Arn })).GetProperty("tags").GetRawText().Should().Be("""{"tier":"1"}""");
        (await Http.SendAsync("TagLogGroup", new { logGroupName = Group, tags = Enumerable.Range(0, 50).ToDictionary(i => $"k{i}", _ => "v") })).ShouldFail(
            "InvalidParameterException", "A resource can have at most 50 tags.");
        foreach (var operation in (string[])["TagLogGroup", "UntagLogGroup", "ListTagsLogGroup"])
        {
            object request = operation == "UntagLogGroup" ? new { logGroupName = "none", tags = new[] { "k" } } : new { logGroupName = "none", tags = new { k = "v" } };
            (await Http.SendAsync(operation, request)).Code.Should().Be("ResourceNotFoundException", operation);
        }
    }

    [Test]
    public async Task AResourceHasAtMostFiftyTags()
    {
        await CreateAsync();
        await Http.DoAsync("TagResource", new { resourceArn = Arn, tags = Enumerable.Range(0, 50).ToDictionary(i => $"k{i}", _ => "v") });
        await Http.DoAsync("TagResource", new { resourceArn = Arn, tags = new { k0 = "w" } });
        (await Http.SendAsync("TagResource", new { resourceArn = Arn, tags = new { another = "v" } })).Code.Should().Be("TooManyTagsException");
    }

    [Test]
    public async Task AnArnWithAStarIsRefused()
    {
        await CreateAsync();
        (await Http.SendAsync("ListTagsForResource", new { resourceArn = Arn + ":*" }))
            .ShouldFail("InvalidParameterException", Violation(Arn + ":*", "resourceArn", @"Member must satisfy regular expression pattern: [\w+=/:,.@-]*"));
    }

    [TestCase("arn:aws:logs:us-east-1:999999999999:log-group:/shop/orders")]
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/orders")]
    [TestCase("arn:aws:s3:us-east-1:123456789012:log-group:/shop/orders")]
    [TestCase("/shop/orders")]
    public async Task OtherArnsAreRefused(string arn)
    {
        await CreateAsync();
        (await Http.SendAsync("ListTagsForResource", new { resourceArn = arn })).Code.Should().Be("InvalidParameterException");
    }

    [TestCase("TagResource")]
    [TestCase("UntagResource")]
    [TestCase("ListTagsForResource")]
    public async Task AGroupIsNeeded(string operation) =>
        (await Http.SendAsync(operation, new { resourceArn = Arn, tags = new { k = "v" }, tagKeys = new[] { "k" } }))
            .ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");

    [Test]
    public async Task TagsAndKeysAreRequired()
    {
        await CreateAsync();
        (await Http.SendAsync("TagResource", new { resourceArn = Arn })).ShouldFail("InvalidParameterException", Violation(null, "tags", "Member must not be null"));
        (await Http.SendAsync("UntagResource", new { resourceArn = Arn })).ShouldFail("InvalidParameterException", Violation(null, "tagKeys", "Member must not be null"));
    }
}
