using System.Text;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Tail;

public class TimeOrderTests
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(0.5);

    readonly ManualTimeProvider _clock = new();

    [Test]
    public void EventsThatArriveWithinTheWindowComeInTheOrderOfTheirTime()
    {
        var order = new TimeOrder(Window, _clock);
        order.Add(Message(3));
        order.Add(Message(1));
        _clock.Advance(Window / 2);
        order.Add(Message(2));
        order.TryTake(all: false, out _).Should().BeFalse("nothing has waited for the window");
        _clock.Advance(Window / 2);
        Taken(order).Should().Equal("1", "2", "3");
        order.Due.Should().BeNull();
    }

    [Test]
    public void WhatArrivedLaterWaitsForItsOwnWindow()
    {
        var order = new TimeOrder(Window, _clock);
        order.Add(Message(1));
        _clock.Advance(Window / 2);
        order.Add(Message(5));
        order.Due.Should().Be(Window / 2);
        _clock.Advance(Window / 2);
        Taken(order).Should().Equal("1");
        order.Due.Should().Be(Window / 2);
        order.TryTake(all: true, out var last).Should().BeTrue("at the end nothing waits");
        last.ToString().Should().Be("5");
    }

    [Test]
    public void EventsOfOneMomentKeepTheirOrder()
    {
        var order = new TimeOrder(Window, _clock);
        foreach (var text in new[] { "a", "b", "c" }) order.Add(Message(7, text));
        _clock.Advance(Window);
        Taken(order).Should().Equal("a", "b", "c");
    }

    static IEnumerable<string> Taken(TimeOrder order)
    {
        while (order.TryTake(all: false, out var message)) yield return message.ToString();
    }

    static CloudWatchLiveTailMessage Message(long timestamp, string? text = null) =>
        new(new TailedMessage(new EventOrigin("/a", "/a", "s", default, ""), timestamp, Encoding.UTF8.GetBytes(text ?? $"{timestamp}")));
}
