using System.Text;
using Serilog.Sinks.CloudWatchTail.Tool.Put;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Put;

public class LineTallyTests
{
    LineTally _tally = null!;

    [SetUp]
    public void Begin() => _tally = new LineTally();

    [Test]
    public void LinesThatAreSentAsTheyAreNeedNoWords()
    {
        Add("a", "Zoë 🎉", new string('x', LineTally.LineLimit));
        Summary().Should().Be("3 lines read, 3 delivered, 0 lost, in 1.5 s");
    }

    [Test]
    public void ALineThatIsTooLongIsSaidToBeShortened()
    {
        Add(new string('x', LineTally.LineLimit + 1), new string('ë', LineTally.LineLimit / 2 + 1));
        Summary().Should().Be("2 lines read, 2 shortened to 1,048,550 bytes, 2 delivered, 0 lost, in 1.5 s");
    }

    [Test]
    public void BytesThatAreNoTextAreSaidToBeReplaced()
    {
        _tally.Add([0x61, 0xFF, 0x62]);
        Summary().Should().Be("1 line read, 1 with U+FFFD in place of invalid UTF-8, 1 delivered, 0 lost, in 1.5 s");
    }

    [Test]
    public void WhatTakesTheirPlaceCountsForTheLength()
    {
        _tally.Add(Enumerable.Repeat((byte)0xFF, LineTally.LineLimit / 3 + 1).ToArray());
        Summary().Should().Contain(", 1 shortened");
    }

    [Test]
    public void EmptyLinesAreCountedApart()
    {
        Add("a");
        _tally.AddEmpty();
        Summary().Should().Be("1 line read, 1 empty line skipped, 1 delivered, 0 lost, in 1.5 s");
    }

    void Add(params string[] lines)
    {
        foreach (var line in lines) _tally.Add(Encoding.UTF8.GetBytes(line));
    }

    string Summary() => _tally.Summary(_tally.Lines, 0, TimeSpan.FromSeconds(1.5));
}
