using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class DeletionProtectionTests : EmulatorTest
{
    [Test]
    public async Task AProtectedGroupCanBeDeletedOnceItsProtectionIsTakenOff()
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = Group, deletionProtectionEnabled = true });
        (await Http.SendAsync("DeleteLogGroup", new { logGroupName = Group })).Code.Should().Be("ValidationException");
        Aws.LogGroup(Group)!.DeletionProtectionEnabled.Should().BeTrue();
        await Http.DoAsync("PutLogGroupDeletionProtection", new { logGroupIdentifier = ArnOf(Group), deletionProtectionEnabled = false });
        await Http.DoAsync("DeleteLogGroup", new { logGroupName = Group });
        Aws.LogGroup(Group).Should().BeNull();
    }

    [Test]
    public async Task AnyGroupCanBeProtected()
    {
        await CreateAsync();
        await Http.DoAsync("PutLogGroupDeletionProtection", new { logGroupIdentifier = Group, deletionProtectionEnabled = true });
        (await Http.DoAsync("DescribeLogGroups", new { })).GetProperty("logGroups")[0].GetProperty("deletionProtectionEnabled").GetBoolean().Should().BeTrue();
        Aws.DeleteLogGroup(Group).Should().BeFalse();
    }

    [Test]
    public async Task BothMembersAreNeededAndTheGroupMustBeThere()
    {
        (await Http.SendAsync("PutLogGroupDeletionProtection", new { logGroupIdentifier = Group })).ShouldFail(
            "InvalidParameterException", Violation(null, "deletionProtectionEnabled", "Member must not be null"));
        (await Http.SendAsync("PutLogGroupDeletionProtection", new { logGroupIdentifier = Group, deletionProtectionEnabled = true })).ShouldFail(
            "ResourceNotFoundException", "The specified log group does not exist.");
    }
}
