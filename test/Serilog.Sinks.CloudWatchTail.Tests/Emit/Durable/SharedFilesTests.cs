using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
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
}
