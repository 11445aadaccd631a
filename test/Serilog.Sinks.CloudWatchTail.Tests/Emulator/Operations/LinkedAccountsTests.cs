using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class LinkedAccountsTests : EmulatorTest
{
    const string Linked = "111122223333";

    static readonly string Theirs = $"arn:aws:logs:us-east-1:{Linked}:log-group:{Group}";

    protected override void Configure(CloudWatchLogsEmulatorOptions options)
    {
        options.LinkedAccounts.Add(Linked);
        options.LinkedAccounts.Add("444455556666");
    }

    [SetUp]
    public void PutInTwoAccounts()
    {
        Aws.Put(Group, Stream, "ours");
        Aws.Put(Theirs, Stream, "theirs");
    }

    [TestCase("DescribeLogGroups")]
    [TestCase("ListLogGroups")]
    public async Task TheGroupsOfLinkedAccountsAreListedOnRequest(string operation)
    {
        var ours = Aws.LogGroup(Group)!.Arn;
        Arns(await Http.DoAsync(operation, "{}")).Should().Equal(ours);
        Arns(await Http.DoAsync(operation, new { accountIdentifiers = new[] { Linked } })).Should().Equal(ours);
        Arns(await Http.DoAsync(operation, new { includeLinkedAccounts = true })).Should().BeEquivalentTo(ours, Theirs);
        Arns(await Http.DoAsync(operation, new { includeLinkedAccounts = true, accountIdentifiers = new[] { Linked } })).Should().Equal(Theirs);
    }

    [Test]
    public async Task APrefixIsOneOfTheNameInEveryAccount()
    {
        Arns(await Http.DoAsync("DescribeLogGroups", new { includeLinkedAccounts = true, logGroupNamePrefix = "/shop" })).Should().HaveCount(2);
        Arns(await Http.DoAsync("DescribeLogGroups", new { includeLinkedAccounts = true, logGroupNamePrefix = Linked })).Should().BeEmpty();
    }

    [Test]
    public async Task PagesOfAListingGoThroughAllAccounts()
    {
        var first = await Http.DoAsync("DescribeLogGroups", new { includeLinkedAccounts = true, limit = 1 });
        var token = first.GetProperty("nextToken").GetString();
        var second = await Http.DoAsync("DescribeLogGroups", new { includeLinkedAccounts = true, limit = 1, nextToken = token });

        Arns(first).Concat(Arns(second)).Should().HaveCount(2).And.OnlyHaveUniqueItems();
        second.TryGetProperty("nextToken", out _).Should().BeFalse();
    }

    [Test]
    public async Task ALinkedGroupIsReadByItsArn()
    {
        var found = await Http.DoAsync("FilterLogEvents", new { logGroupIdentifier = Theirs });
        found.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("message").GetString()).Should().Equal("theirs");
        Aws.Events(Theirs).Select(e => (e.LogGroupName, e.Message)).Should().Equal((Group, "theirs"));
        Aws.LogGroup(Theirs)!.Name.Should().Be(Group);
    }

    [Test]
    public async Task ALinkedGroupCannotBeChanged()
    {
        var answer = await Http.SendAsync("PutLogGroupDeletionProtection", new { logGroupIdentifier = Theirs, deletionProtectionEnabled = true });
        answer.Code.Should().Be("InvalidParameterException");
        answer = await Http.SendAsync("TagResource", new { resourceArn = Theirs, tags = new { a = "b" } });
        answer.Code.Should().Be("InvalidParameterException");
    }

    [Test]
    public async Task AnAccountThatIsNotLinkedIsRefused()
    {
        var foreign = Theirs.Replace(Linked, "999999999999", StringComparison.Ordinal);
        (await Http.SendAsync("FilterLogEvents", new { logGroupIdentifier = foreign })).Code.Should().Be("InvalidParameterException");
        Aws.Invoking(aws => aws.Put(foreign, "s", "m")).Should().Throw<ArgumentException>().WithMessage("*another account*");
    }

    static IEnumerable<string?> Arns(JsonElement answer) => answer.GetProperty("logGroups").EnumerateArray().Select(g => g.GetProperty("logGroupArn").GetString());
}
