using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class CreateLogGroupTests : EmulatorTest
{
    const string NamePattern = @"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+";

    [Test]
    public async Task AGroupIsCreatedWithAllThatItsRequestNames()
    {
        var answer = await Http.SendAsync("CreateLogGroup", new
        {
            logGroupName = Group,
            kmsKeyId = "arn:aws:kms:us-east-1:123456789012:key/abc",
            tags = new Dictionary<string, string> { ["team"] = "shop", ["empty"] = "" },
            logGroupClass = "INFREQUENT_ACCESS",
        });
        (answer.Status, answer.Text).Should().Be((200, ""));
        var group = Aws.LogGroup(Group)!;
        (group.Class, group.KmsKeyId).Should().Be(("INFREQUENT_ACCESS", "arn:aws:kms:us-east-1:123456789012:key/abc"));
        group.Tags.Should().Equal(new Dictionary<string, string> { ["team"] = "shop", ["empty"] = "" });
        group.Arn.Should().Be("arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders");
    }

    [Test]
    public async Task ASecondOfTheSameNameIsRefused()
    {
        await CreateAsync();
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = Group }))
            .ShouldFail("ResourceAlreadyExistsException", "The specified log group already exists");
    }

    [Test]
    public async Task ANameMayHave512Characters()
    {
        await CreateAsync(new string('a', 512));
        var long513 = new string('a', 513);
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = long513 }))
            .ShouldFail("InvalidParameterException", Violation(long513, "logGroupName", "Member must have length less than or equal to 512"));
    }

    [TestCase("a:b")]
    [TestCase("a b")]
    [TestCase("a*")]
    [TestCase("ä")]
    [TestCase("a\n")]
    public async Task ANameHasNoOtherCharacters(string name) =>
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = name })).ShouldFail("InvalidParameterException", Violation(name, "logGroupName", NamePattern));

    [Test]
    public async Task ANameMayHaveEveryAllowedCharacter() => await CreateAsync("aZ0.-_/#");

    [Test]
    public async Task AMissingNameIsNamedAsNull()
    {
        (await Http.SendAsync("CreateLogGroup", "{}")).ShouldFail("InvalidParameterException", Violation(null, "logGroupName", "Member must not be null"));
        (await Http.SendAsync("CreateLogGroup", """{"logGroupName":null}""")).ShouldFail("InvalidParameterException", Violation(null, "logGroupName", "Member must not be null"));
    }

    [Test]
    public async Task SeveralViolationsComeInOneError()
    {
        var answer = await Http.SendAsync("CreateLogGroup", new { logGroupName = "", logGroupClass = "CHEAP" });
        answer.ShouldFail(
            "InvalidParameterException",
            "3 validation errors detected: "
            + "Value '' at 'logGroupName' failed to satisfy constraint: Member must have length greater than or equal to 1; "
            + $"Value '' at 'logGroupName' failed to satisfy constraint: {NamePattern}; "
            + "Value 'CHEAP' at 'logGroupClass' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY, ESSENTIALS]");
    }

    [Test]
    public async Task ANameMayNotStartWithAws()
    {
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = "aws/mine" }))
            .ShouldFail("InvalidParameterException", "Log groups starting with AWS/ are reserved for AWS.");
        await CreateAsync("/aws/lambda/mine");
    }

    [Test]
    public async Task FiftyTagsAreTheLimit()
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = "fifty", tags = Tags(50) });
        var answer = await Http.SendAsync("CreateLogGroup", new { logGroupName = "more", tags = Tags(51) });
        (answer.Status, answer.Code).Should().Be((400, "InvalidParameterException"));
        answer.Message.Should().EndWith("at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50");
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = "none", tags = Tags(0) })).Message.Should().EndWith("Member must have length greater than or equal to 1");
    }

    [TestCase(128, 256, null)]
    [TestCase(129, 0, "Map keys must satisfy constraint: [Member must have length less than or equal to 128, ")]
    [TestCase(1, 257, "Map value must satisfy constraint: [Member must have length less than or equal to 256, ")]
    public async Task TagsHaveLengths(int key, int value, string? constraint)
    {
        var answer = await Http.SendAsync("CreateLogGroup", new { logGroupName = Group, tags = new Dictionary<string, string> { [new('k', key)] = new('v', value) } });
        if (constraint is null) answer.Status.Should().Be(200);
        else answer.Message.Should().Contain(constraint);
    }

    [TestCase("a!", "x")]
    [TestCase("a", "x!")]
    [TestCase("aws:mine", "x")]
    public async Task TagsHaveCharacters(string key, string value) =>
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = Group, tags = new Dictionary<string, string> { [key] = value } })).Code.Should().Be("InvalidParameterException");

    [TestCase("not-an-arn")]
    [TestCase("arn:aws:s3:us-east-1:123456789012:key/abc")]
    public async Task AKeyIsAnArnOfTheKeyService(string key) =>
        (await Http.SendAsync("CreateLogGroup", new { logGroupName = Group, kmsKeyId = key })).Code.Should().Be("InvalidParameterException");

    static Dictionary<string, string> Tags(int count) => Enumerable.Range(0, count).ToDictionary(i => $"k{i}", i => $"v{i}");
}
