using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>Several processes on one base name.</summary>
sealed class SharedFilesTests : DurableTest
{
    /// <summary>What stands before the stream's name in a record.</summary>
    const int RecordHead = 22;

    [Test]
    public async Task ASecondProcessHasFilesOfItsOwn()
    {
        Aws.Faults.OnAny().UntilCleared().Hold();
        var first = Open();
        var second = Open();
        first.Emit("of the first");
        second.Emit("of the second");
        BufferRig.FilesOf(BaseFilename, 1).Should().HaveCount(1);
        BufferRig.FilesOf(BaseFilename, 2).Should().HaveCount(1);
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
        third.Sink.Gauges.Recovered.Should().Be(20);
        third.ShouldBeAccountedFor();
        Stored.Should().BeEquivalentTo(Enumerable.Range(0, 20).Select(i => $"event {i}"));
        BufferRig.FilesOf(BaseFilename, 2).Should().BeEmpty("it is sent");
    }

    [Test]
    public async Task AProcessThatLivesOnSendsWhatAnotherOneLeft()
    {
        var first = Open();
        var second = Open();
        await Aws.StopListeningAsync();
        second.EmitNumbered(0, 10);
        await CloseAsync(second);
        await Aws.ResumeListeningAsync();

        await first.SettleAsync(Aws.WaitForEventsAsync(EmulatedSink.Group, 10), TimeSpan.FromSeconds(5));
        await first.FlushAsync();
        first.Sink.Gauges.Recovered.Should().Be(10);
        first.ShouldBeAccountedFor();
    }

    [TestCase(0, TestName = "TheUnreadableRestOfWhatAnotherProcessLeftIsReportedAndSetAside")]
    [TestCase(16, TestName = "ADamagedRecordThatIsAllThatAnotherProcessLeftIsReported")]
    public async Task DamageOfWhatAnotherProcessLeft(int damagedByte)
    {
        await Aws.StopListeningAsync();
        var (first, second) = (Open(), Open());
        second.Emit("the only one");
        await CloseAsync(second);
        var left = BufferRig.FilesOf(BaseFilename, 2).Single();
        var bytes = System.IO.File.ReadAllBytes(left);
        bytes[bytes.AsSpan().IndexOf("web-1"u8) - RecordHead + damagedByte] ^= 1;
        System.IO.File.WriteAllBytes(left, bytes);

        await first.SettleUntilAsync(() => first.Losses.Any(), TimeSpan.FromSeconds(5));
        first.Losses.Select(f => (f.Reason, f.Count)).Should().Equal((CloudWatchFailureReason.BufferDamaged, 1));
        first.Sink.Gauges.Recovered.Should().Be(1);
        first.ShouldBeAccountedFor();
        System.IO.File.Exists(Path.ChangeExtension(left, ".damaged")).Should().BeTrue();
        await first.SettleUntilAsync(() => BufferRig.FilesOf(BaseFilename, 2).Length == 0);
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
        second.Sink.Gauges.Recovered.Should().Be(0);
        second.ShouldBeAccountedFor();
        second.Failures.Should().ContainSingle(f => f.Message.Contains(otherGroup), "it is said").Which.Reason.Should().Be(CloudWatchFailureReason.BufferUnavailable);
        await second.Sink.DisposeAsync();

        await Open(o => o.LogGroup = otherGroup).FlushAsync();
        Aws.Events(otherGroup).Select(e => e.Message).Should().Equal("an invoice");
    }

    [Test]
    public async Task ALockWhoseFileIsDeletedIsTakenAgain()
    {
        var sink = Open();
        System.IO.File.Delete(Paths.Lock);
        await sink.SettleUntilAsync(() => System.IO.File.Exists(Paths.Lock), TimeSpan.FromSeconds(1));

        // The turn that made the file is over when a flush is.
        sink.Emit("after");
        await sink.FlushAsync();
        BufferLock.TryTake(Paths.Lock, new PrivateFiles()).Should().BeNull();
    }
}
