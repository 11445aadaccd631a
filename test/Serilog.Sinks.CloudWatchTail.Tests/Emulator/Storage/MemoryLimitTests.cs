using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Storage;

sealed class MemoryLimitTests : EmulatorTest
{
    const int Limit = 1_000_000;
    const int EventBytes = 1000 + 64;

    readonly List<string> _notices = [];

    protected override void Configure(CloudWatchLogsEmulatorOptions options)
    {
        _notices.Clear();
        options.MemoryLimitBytes = Limit;
        options.Notice = _notices.Add;
    }

    [Test]
    public void TheOldestEventsGoWhicheverTheirStreamAndItIsSaidOnce()
    {
        var start = DateTimeOffset.UtcNow.AddHours(-1);
        var message = new string('x', 1000);
        const int puts = 3000;
        for (var i = 0; i < puts; i++) Aws.Put("group" + i % 2, "stream" + i % 7, [(start.AddMilliseconds(i), message)]);

        var held = Aws.Events("group0").Concat(Aws.Events("group1")).ToArray();
        held.Length.Should().BeInRange(Limit * 9 / 10 / EventBytes - 1, Limit / EventBytes);
        (held.Length + Aws.EvictedEvents).Should().Be(puts);
        held.Min(e => e.Timestamp).Should().BeOnOrAfter(start.AddMilliseconds(puts - held.Length - 1), "no younger event went before an older one");
        Aws.LogGroups.Sum(g => g.StoredBytes).Should().Be(held.Length * (1000L + 26));
        _notices.Should().ContainSingle().Which.Should().Contain("1000000 bytes");
    }

    [Test]
    public async Task WhatIsDeletedMakesRoom()
    {
        var message = new string('x', 1000);
        for (var i = 0; i < 5; i++)
        {
            Aws.Put(Group, Stream, Enumerable.Repeat(message, 900).ToArray());
            await Http.DoAsync(i % 2 == 0 ? "DeleteLogStream" : "DeleteLogGroup", new { logGroupName = Group, logStreamName = Stream });
        }

        Aws.EvictedEvents.Should().Be(0);
        _notices.Should().BeEmpty();
    }
}
