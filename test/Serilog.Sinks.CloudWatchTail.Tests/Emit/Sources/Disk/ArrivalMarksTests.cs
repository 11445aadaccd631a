using Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

public class ArrivalMarksTests
{
    [Test]
    public void WhatATurnFindsAndWhatArrivesDuringItIsDueAsTheTurnSays()
    {
        var marks = new ArrivalMarks();
        marks.Begin(read: 0, upTo: 10, due: 100);

        marks.DueOf(9).Should().Be(100);
        marks.DueOf(10).Should().Be(100);
    }

    [Test]
    public void WhatIsReadInALaterTurnIsDueAsTheTurnSaidThatFoundIt()
    {
        var marks = new ArrivalMarks();
        marks.Begin(read: 0, upTo: 10, due: 100);
        marks.Begin(read: 5, upTo: 20, due: 200);
        marks.Begin(read: 6, upTo: 30, due: 300);

        marks.DueOf(9).Should().Be(100);
        marks.DueOf(10).Should().Be(200);
        marks.DueOf(20).Should().Be(300);
    }

    [Test]
    public void WhatArrivesOnceAllWasReadIsNotOlderThanItIs()
    {
        var marks = new ArrivalMarks();
        marks.Begin(read: 0, upTo: 10, due: 100);
        marks.Begin(read: 10, upTo: 11, due: 200);

        marks.DueOf(10).Should().Be(200);
    }

    [Test]
    public void HoweverManyTurnsALongBacklogTakesNoRecordIsDueLaterThanItShouldBe()
    {
        var marks = new ArrivalMarks();
        for (var turn = 1; turn <= 1_000; turn++) marks.Begin(read: 0, upTo: turn * 10, due: turn * 100);

        for (var record = 0; record < 10_000; record++) marks.DueOf(record).Should().BeLessThanOrEqualTo(((record / 10) + 1) * 100);
    }
}
