using FsCheck;
using FsCheck.Fluent;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Storage;

/// <summary>The block list against a sorted array.</summary>
public sealed class SortedRecordsTests
{
    static readonly byte[] OneByte = [1];

    [Test]
    public void ItHoldsAndFindsWhatASortedListWould()
    {
        // Few distinct times, so that equal ones meet; enough events for several blocks.
        var cases = Gen.Choose(0, 400).ListOf(2000).Select(times => times.ToArray());
        Prop.ForAll(Arb.From(cases), times =>
        {
            var records = new SortedRecords();
            for (var i = 0; i < times.Length; i++) records.Add(Record(times[i], i + 1));
            var expected = times.Select((t, i) => Record(t, i + 1)).OrderBy(r => r.Position).ToArray();

            Forward(records, RecordPosition.Before(0)).Should().Equal(expected);
            Backward(records, RecordPosition.After(1000)).Should().Equal(Enumerable.Reverse(expected));
            foreach (var time in (int[])[0, 1, 199, 200, 399, 400, 401])
            {
                Forward(records, RecordPosition.Before(time)).Should().Equal(expected.Where(r => r.Timestamp >= time));
                Backward(records, RecordPosition.Before(time)).Should().Equal(expected.Where(r => r.Timestamp < time).Reverse());
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Test]
    public void WhatIsRemovedIsCountedAndGone()
    {
        var records = new SortedRecords();
        for (var i = 0; i < 3000; i++) records.Add(Record(i, i + 1));
        records.RemoveBefore(RecordPosition.Before(1700)).Should().Be((1700, 1700L * (26 + 1)));
        records.Count.Should().Be(1300);
        records.First.Timestamp.Should().Be(1700);
        records.EndOfFirst(1000).Timestamp.Should().Be(2700);
        records.RemoveBefore(records.EndOfFirst(1300)).Count.Should().Be(1300);
        records.Count.Should().Be(0);
        records.TryFindAtOrAfter(RecordPosition.Before(0), out _).Should().BeFalse();
        records.TryFindBefore(RecordPosition.After(5000), out _).Should().BeFalse();
    }

    static LogRecord Record(long timestamp, long id) => new(timestamp, 0, id, OneByte);

    static List<LogRecord> Forward(SortedRecords records, RecordPosition from)
    {
        var found = new List<LogRecord>();
        if (!records.TryFindAtOrAfter(from, out var index)) return found;
        do found.Add(records[index]);
        while (records.TryNext(ref index));
        return found;
    }

    static List<LogRecord> Backward(SortedRecords records, RecordPosition from)
    {
        var found = new List<LogRecord>();
        if (!records.TryFindBefore(from, out var index)) return found;
        do found.Add(records[index]);
        while (records.TryPrevious(ref index));
        return found;
    }
}
