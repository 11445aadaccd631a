using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Durable;

/// <summary>Several processes on one base name.</summary>
sealed class SharedFilesTests : DurableTest
{
    [Test]
    public async Task ASecondProcessHasFilesOfItsOwn()
    {
        Aws.Faults.OnAny().UntilCleared().Hold();
        var first = Open();
        var second = Open();
        first.Emit("of the first");
        second.Emit("of the second");
        Names().Should().Contain(["orders.00000001.buf", "orders~2.00000001.buf"]);
        Aws.Faults.Clear();
        await Task.WhenAll(first.FlushAsync(), second.FlushAsync());
        Stored.Should().BeEquivalentTo("of the first", "of the second");
    }

    [Test]
    public async Task WhatAProcessThatIsGoneLeftIsSentByTheNextOne()
    {
        await Aws.StopListeningAsync();
        var (first, second) = (Open(), Open());
        first.EmitNumbered(0, 10);
        second.EmitNumbered(10, 10);
        await Task.WhenAll(CloseAsync(first), CloseAsync(second));

        await Aws.ResumeListeningAsync();
        var third = Open();
        await third.SettleAsync(Aws.WaitForEventsAsync(EmulatedSink.Group, 20));
        await third.FlushAsync();
        third.Sink.Recovered.Should().Be(20);
        third.ShouldBeAccountedFor();
        Stored.Should().BeEquivalentTo(Enumerable.Range(0, 20).Select(i => $"event {i}"));
        new BufferPaths(BaseFilename, 2).FindSegments().Should().BeEmpty("it is sent");
    }

    [Test]
    public async Task AProcessThatLivesOnSendsWhatAnotherOneLeft()
    {
        var first = Open();
        var second = Open(o => o.Connection.ServiceUrl = "http://127.0.0.1:9");
        second.EmitNumbered(0, 10);
        await CloseAsync(second);

        await first.SettleAsync(Aws.WaitForEventsAsync(EmulatedSink.Group, 10), TimeSpan.FromSeconds(5));
        await first.FlushAsync();
        first.Sink.Recovered.Should().Be(10);
        first.ShouldBeAccountedFor();
    }

    [TestCase(0, 0, TestName = "TheUnreadableRestOfWhatAnotherProcessLeftIsReportedAndSetAside")]
    [TestCase(16, 1, TestName = "ADamagedRecordThatIsAllThatAnotherProcessLeftIsReported")]
    public async Task DamageOfWhatAnotherProcessLeft(int damagedByte, int lost)
    {
        await Aws.StopListeningAsync();
        var (first, second) = (Open(), Open());
        second.Emit("the only one");
        await CloseAsync(second);
        var left = new BufferPaths(BaseFilename, 2);
        var bytes = System.IO.File.ReadAllBytes(left.Segment(1));
        bytes[SegmentHeader.Length + damagedByte] ^= 1;
        System.IO.File.WriteAllBytes(left.Segment(1), bytes);

        await first.SettleUntilAsync(() => first.Losses.Any(), TimeSpan.FromSeconds(5));
        first.Losses.Select(f => (f.Reason, f.Count)).Should().Equal((CloudWatchFailureReason.BufferDamaged, lost));
        first.Sink.Recovered.Should().Be(lost);
        first.ShouldBeAccountedFor();
        System.IO.File.Exists(left.Damaged(1)).Should().Be(lost == 0);
        await first.SettleUntilAsync(() => left.FindSegments().Count == 0);
    }

    [Test]
    public async Task EventsThatWereMeantForAnotherLogGroupWaitForASinkOfThatGroup()
    {
        const string otherGroup = "/shop/invoices";
        await Aws.StopListeningAsync();
        var first = Open(o => o.LogGroup = otherGroup);
        first.Emit("an invoice");
        await CloseAsync(first);

        await Aws.ResumeListeningAsync();
        var second = Open();
        second.Emit("an order");
        await second.FlushAsync();
        Stored.Should().Equal("an order");
        second.Sink.Recovered.Should().Be(0);
        second.ShouldBeAccountedFor();
        second.Failures.Should().ContainSingle(f => f.Message.Contains("another log group"), "it is said").Which.Reason.Should().Be(CloudWatchFailureReason.BufferUnavailable);
        await second.Sink.DisposeAsync();

        await Open(o => o.LogGroup = otherGroup).FlushAsync();
        Aws.Events(otherGroup).Select(e => e.Message).Should().Equal("an invoice");
    }

    [Test]
    public async Task ALockWhoseFileSomebodyDeletesIsTakenAgain()
    {
        var sink = Open();
        System.IO.File.Delete(Paths.Lock);
        await sink.SettleUntilAsync(() => System.IO.File.Exists(Paths.Lock), TimeSpan.FromSeconds(1));

        // The turn that made the file is over when a flush is.
        sink.Emit("after");
        await sink.FlushAsync();
        BufferLock.TryTake(Paths.Lock).Should().BeNull();
    }
}
