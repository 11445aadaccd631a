using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class SegmentAcksTests
{
    [Test]
    public void ThePrefixMovesOverWhatIsSettledWithoutAGap()
    {
        var acks = Read(5);

        acks.Acknowledge(1).Should().BeTrue();
        acks.Acknowledge(3).Should().BeTrue();
        acks.Prefix.Should().Be((0L, 32L));
        acks.Acknowledge(0).Should().BeTrue();
        acks.Prefix.Should().Be((2L, 52L));
        acks.Acknowledge(2).Should().BeTrue();
        acks.Prefix.Should().Be((4L, 72L));
        acks.Settled.Should().Be(4);
    }

    [Test]
    public void NothingIsSettledTwice()
    {
        var acks = Read(3);
        acks.Acknowledge(0).Should().BeTrue();
        acks.Acknowledge(2).Should().BeTrue();
        acks.Acknowledge(0).Should().BeFalse();
        acks.Acknowledge(2).Should().BeFalse();
        acks.Acknowledge(3).Should().BeFalse("it was not read");
        acks.Settled.Should().Be(2);
    }

    [Test]
    public void ItGoesOnFromWhereAnEarlierProcessCame()
    {
        var acks = new SegmentAcks(10, 500);
        acks.TryAdd(600).Should().BeTrue();
        acks.Prefix.Should().Be((10L, 500L));
        acks.Acknowledge(10).Should().BeTrue();
        acks.Prefix.Should().Be((11L, 600L));
        acks.Settled.Should().Be(11);
    }

    [Test]
    public void WhatIsLostCountsAsSettled()
    {
        var acks = Read(1);
        acks.AddLost(2, 62).Should().Be(2);
        acks.TryAdd(72).Should().BeTrue();
        acks.Acknowledge(3).Should().BeTrue();
        acks.Acknowledge(0).Should().BeTrue();
        acks.Prefix.Should().Be((4L, 72L));
    }

    [Test]
    public void ASegmentThatGoesTellsHowManyWereNotSettled()
    {
        var acks = Read(4);
        acks.Acknowledge(2);

        acks.Drop(10).Should().Be((9L, true));

        acks.IsGone.Should().BeTrue();
        acks.Acknowledge(0).Should().BeFalse("it is reported already");
        acks.TryAdd(100).Should().BeFalse();
        acks.AddLost(1, 100).Should().Be(0);
        acks.Drop(10).Should().Be((0L, false), "it goes once");
    }

    [Test]
    public void AnyOrderOfAnswersLeadsToTheSameEnd([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, 2_000);
        var acks = new SegmentAcks(0, 32);
        var open = new List<long>();
        var settled = new HashSet<long>();
        for (var read = 0; settled.Count < count;)
        {
            if (read < count && random.Next(2) == 0)
            {
                open.Add(read);
                acks.TryAdd(32 + (++read * 10)).Should().BeTrue();
            }
            else if (open.Count > 0)
            {
                var at = random.Next(open.Count);
                acks.Acknowledge(open[at]).Should().BeTrue();
                settled.Add(open[at]);
                open.RemoveAt(at);
            }

            var prefix = 0;
            while (settled.Contains(prefix)) prefix++;
            acks.Prefix.Should().Be((prefix, 32L + (prefix * 10)));
        }
    }

    static SegmentAcks Read(int count)
    {
        var acks = new SegmentAcks(0, 32);
        for (var i = 1; i <= count; i++) acks.TryAdd(32 + (i * 10)).Should().BeTrue();
        return acks;
    }
}
