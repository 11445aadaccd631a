using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class DeleteTests : EmulatorTest
{
    [Test]
    public async Task ADeletedGroupIsGoneWithItsEvents()
    {
        Aws.Put(Group, Stream, "one");
        await Http.DoAsync("DeleteLogGroup", new { logGroupName = Group });
        Aws.LogGroups.Should().BeEmpty();
        (await PutAsync(Event(Now, "two"))).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
        await CreateAsync(Group, Stream);
        Aws.Events(Group).Should().BeEmpty();
    }

    [Test]
    public async Task AnUnknownGroupCannotBeDeleted() =>
        (await Http.SendAsync("DeleteLogGroup", new { logGroupName = Group })).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");

    [Test]
    public async Task AProtectedGroupCannotBeDeleted()
    {
        await Http.DoAsync("CreateLogGroup", new { logGroupName = Group, deletionProtectionEnabled = true });
        (await Http.SendAsync("DeleteLogGroup", new { logGroupName = Group })).Code.Should().Be("ValidationException");
        Aws.LogGroups.Should().ContainSingle();
    }

    [Test]
    public async Task ADeletedStreamIsGoneWithItsEvents()
    {
        Aws.Put(Group, Stream, "one");
        Aws.Put(Group, "other", "two");
        await Http.DoAsync("DeleteLogStream", new { logGroupName = Group, logStreamName = Stream });
        Aws.Events(Group).Select(e => e.Message).Should().Equal("two");
        Aws.LogGroup(Group)!.StoredBytes.Should().Be(3 + 26);
        (await Http.SendAsync("DeleteLogStream", new { logGroupName = Group, logStreamName = Stream }))
            .ShouldFail("ResourceNotFoundException", "The specified log stream does not exist.");
        (await Http.SendAsync("DeleteLogStream", new { logGroupName = "nowhere", logStreamName = Stream }))
            .ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
    }
}
