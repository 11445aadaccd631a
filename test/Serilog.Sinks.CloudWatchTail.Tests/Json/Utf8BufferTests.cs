using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Json;

public class Utf8BufferTests
{
    /// <summary>Of a size that no other test asks for at the same time.</summary>
    const int Rare = 9_000_000;

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
        var first = PinnedArrays.Rent(Rare);
        var second = PinnedArrays.Rent(Rare);
        second.Should().NotBeSameAs(first);
        first.Length.Should().Be(16 * 1024 * 1024);

        PinnedArrays.Return(first);
        var again = PinnedArrays.Rent(Rare);
        var other = PinnedArrays.Rent(Rare);
        ReferenceEquals(again, first).Should().BeTrue();
        ReferenceEquals(other, first).Should().BeFalse();
        ReferenceEquals(other, second).Should().BeFalse();
    }

    [Test]
    public void ALargeBufferGivesItsArrayToTheNextOne()
    {
        var first = new Utf8Buffer(2 * Rare);
        var array = ArrayOf(first);
        first.Dispose();
        using var next = new Utf8Buffer(2 * Rare);
        ReferenceEquals(ArrayOf(next), array).Should().BeTrue();

        static byte[] ArrayOf(Utf8Buffer buffer) =>
            System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer.WrittenMemory, out var segment) ? segment.Array! : throw new InvalidOperationException("There is no array.");
    }
}
