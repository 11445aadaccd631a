using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class RetentionPolicyTests : EmulatorTest
{
    static readonly int[] Days = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    [Test]
    public async Task ExactlyTheListedDaysAreAccepted()
    {
        await CreateAsync();
        foreach (var days in Days)
        {
            await Http.DoAsync("PutRetentionPolicy", new { logGroupName = Group, retentionInDays = days });
            Aws.LogGroup(Group)!.RetentionInDays.Should().Be(days);
            if (Days.Contains(days + 1)) continue;
            var refused = await Http.SendAsync("PutRetentionPolicy", new { logGroupName = Group, retentionInDays = days + 1 });
            refused.ShouldFail(
                "InvalidParameterException",
                Violation($"{days + 1}", "retentionInDays", $"Member must satisfy enum value set: [{string.Join(", ", Days)}]"));
        }
    }

    [Test]
    public async Task APolicyCanBeDeleted()
    {
        await CreateAsync();
        await Http.DoAsync("PutRetentionPolicy", new { logGroupName = Group, retentionInDays = 7 });
        await Http.DoAsync("DeleteRetentionPolicy", new { logGroupName = Group });
        Aws.LogGroup(Group)!.RetentionInDays.Should().BeNull();
    }

    [TestCase("PutRetentionPolicy")]
    [TestCase("DeleteRetentionPolicy")]
    public async Task AGroupIsNeeded(string operation) =>
        (await Http.SendAsync(operation, new { logGroupName = Group, retentionInDays = 7 })).ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
}
