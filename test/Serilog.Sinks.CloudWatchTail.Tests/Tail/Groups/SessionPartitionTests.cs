using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Groups;

public sealed class SessionPartitionTests
{
    [TestCase(1, 1)]
    [TestCase(10, 1)]
    [TestCase(11, 2)]
    [TestCase(150, 15)]
    public void TenGroupsMakeASession(int groups, int sessions)
    {
        var all = Enumerable.Range(0, groups).Select(n => TailSome.Group($"/g/{n}")).ToArray();
        var partition = SessionPartition.Partition(all);
        partition.Should().HaveCount(sessions).And.OnlyContain(session => session.Count <= 10);
        partition.SelectMany(session => session).Should().BeEquivalentTo(all);
    }

    [Test]
    public void GroupsOfTheSameNameDoNotShareASession()
    {
        var mine = TailSome.Group("/shop/orders", "111111111111");
        var theirs = TailSome.Group("/shop/orders", "222222222222");
        SessionPartition.Partition([mine, theirs]).Should().HaveCount(2);
    }
}
