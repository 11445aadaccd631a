using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Json;

public class Utf8BufferTests
{
    [Test]
    public void ABufferGrowsAndKeepsWhatWasWritten()
    {
        using var buffer = new Utf8Buffer(1);
        for (var i = 0; i < 10_000; i++)
        {
            buffer.Append((byte)'a');
            buffer.Append("bc"u8);
        }

        Encoding.UTF8.GetString(buffer.WrittenSpan).Should().Be(string.Concat(Enumerable.Repeat("abc", 10_000)));
        buffer.WrittenMemory.Length.Should().Be(30_000);
        buffer.Capacity.Should().BeGreaterThanOrEqualTo(30_000);
    }

    [Test]
    public void WhatWasWrittenLastCanBeTakenBack()
    {
        using var buffer = new Utf8Buffer();
        buffer.Append("kept, not kept"u8);

        buffer.Truncate(4);
        buffer.Append("!"u8);

        Encoding.UTF8.GetString(buffer.WrittenSpan).Should().Be("kept!");
        buffer.Invoking(b => b.Truncate(6)).Should().Throw<ArgumentOutOfRangeException>();
        buffer.Invoking(b => b.Truncate(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public void ReleasedMemoryIsTakenAgainWhenItIsNeeded()
    {
        using var buffer = new Utf8Buffer();
        buffer.Append("before"u8);

        buffer.Release();

        buffer.Length.Should().Be(0);
        buffer.Capacity.Should().Be(0);
        buffer.Append("after"u8);
        buffer.GetMemory(3).Length.Should().BeGreaterThanOrEqualTo(3);
        Encoding.UTF8.GetString(buffer.WrittenSpan).Should().Be("after");
    }

    [Test]
    public void ALargeBufferGrowsAndKeepsWhatWasWritten()
    {
        using var buffer = new Utf8Buffer(100);
        for (var i = 0; i < 300_000; i++) buffer.Append((byte)(i % 251));

        Enumerable.Range(0, 300_000).All(i => buffer.WrittenSpan[i] == i % 251).Should().BeTrue();
    }

    [Test]
    public void ALargeArrayIsUsedAgainAndByNoTwo()
    {
        var first = PinnedArrays.Rent(100_000);
        var second = PinnedArrays.Rent(100_000);
        second.Should().NotBeSameAs(first);
        first.Length.Should().Be(131_072);
    }
}
