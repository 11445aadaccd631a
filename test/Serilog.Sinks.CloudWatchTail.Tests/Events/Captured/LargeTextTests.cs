using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Events.Captured;

/// <summary>Large strings that wait outside of the garbage collector's memory, and when they leave it.</summary>
[NonParallelizable]
public class LargeTextTests
{
    const int Characters = 100_000;

    long _before;

    [SetUp]
    public void SetUp()
    {
        // What other tests never told to end.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _before = LargeText.BytesInUse;
    }

    [Test]
    public void CopiesAreFreedOnceNoEventHoldsThemAnyMore([Values("string", "structure", "sequence", "several")] string kind)
    {
        var (page, batch, part) = (new CapturedEvents { CopiesLargeStrings = true }, new CapturedEvents(), new CapturedEvents());
        for (var i = 0; i < 3; i++) page.AddMeasured(With(kind, $"{i}"), 0);
        for (var i = 0; i < 3; i++) batch.Add(page[i]);
        page.Clear();
        InUse.Should().BeGreaterThanOrEqualTo(3 * Characters * sizeof(char), "the batch has them still");

        part.Add(batch[1]);
        batch.Clear();
        part[0].ToLogEvent().Properties.Should().BeEquivalentTo(With(kind, "1").Properties);
        InUse.Should().BeInRange(Characters * sizeof(char), 3 * Characters * sizeof(char), "only what the part has is left");

        part.Clear();
        InUse.Should().Be(0);
    }

    [Test]
    public void AStringThatEventsShareIsFreedWithTheLastOfThem()
    {
        var (page, one, other) = (new CapturedEvents { CopiesLargeStrings = true }, new CapturedEvents(), new CapturedEvents());
        var shared = new string('x', Characters);
        for (var i = 0; i < 2; i++) page.AddMeasured(Some.LogEvent("{A}", properties: [("A", shared)]), 0);
        one.Add(page[0]);
        other.Add(page[1]);
        page.Clear();
        one.Clear();

        InUse.Should().Be(Characters * sizeof(char));
        other[0].Properties[0].Text.SequenceEqual(shared).Should().BeTrue();
        other.Clear();
        InUse.Should().Be(0);
    }

    [Test]
    public void ACopyIsFreedWhenItsEventIsRemovedAndNoOtherWithIt()
    {
        var page = new CapturedEvents { CopiesLargeStrings = true };
        for (var i = 0; i < 3; i++) page.AddMeasured(With("string", $"{i}"), 0);
        page.EndSharing();
        page.Remove(2, 1);
        InUse.Should().Be(2 * Characters * sizeof(char));
        page.Remove(0, 1);
        InUse.Should().Be(Characters * sizeof(char));
        page[1].ToLogEvent().Properties.Should().BeEquivalentTo(With("string", "1").Properties);
        page.Clear();
        InUse.Should().Be(0);
    }

    [Test]
    public void ADetailThatIsThrownAwayTakesItsCopiesWithIt([Values("string", "structure", "several")] string kind)
    {
        var shapes = new DetailShapes();
        var details = new HeldDetails(shapes);
        var (one, other) = (DetailChain.Empty, DetailChain.Empty);
        Hold(ref one, "0");
        Hold(ref other, "1");
        Hold(ref one, "2");
        InUse.Should().BeGreaterThanOrEqualTo(3 * Characters * sizeof(char));
        var ofOne = InUse / 3;
        details.FreeFirst(ref one);
        InUse.Should().Be(2 * ofOne, "it goes at once, though it lies in one block with another");
        details.Free(in one);

        InUse.Should().BeInRange(Characters * sizeof(char), 2 * Characters * sizeof(char));
        var rest = other;
        details.Read(ref rest, "t", out _).Properties.Should().BeEquivalentTo(With(kind, "1").Properties);
        details.Free(in other);
        InUse.Should().Be(0);
        details.Bytes.Should().Be(0);

        void Hold(ref DetailChain chain, string id)
        {
            var encoded = DetailEncoder.OfThread;
            encoded.Encode(With(kind, id), "t", default, shapes, copies: true);
            details.Add(ref chain, encoded);
            encoded.Clear(endUses: false);
        }
    }

    [Test]
    public void ADetailThatIsNotHeldLeavesNoCopy([Values("string", "structure", "several")] string kind)
    {
        var store = new DetailStore(1 << 20, timeTicks: 100);
        for (var i = 0; i < 3; i++) store.Take(With(kind, $"{i}"), "held", default, 0, out _);
        InUse.Should().BePositive();
        var before = InUse;
        store.Open("open", 0, out _);
        store.Take(With(kind, "3"), "open", default, 1, out _).Should().BeTrue();

        InUse.Should().Be(before);
        store.Close();
        InUse.Should().Be(0);
    }

    [Test]
    public void WhatIsNeverToldToEndIsFreedByTheCollector()
    {
        Leave();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        InUse.Should().Be(0);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Leave() => new LargeText(new string('x', Characters)).AddUse();
    }

    [Test]
    public void NoTextIsReadAfterItsLastUse()
    {
        var text = new LargeText(new string('x', Characters));
        text.EndUse();
        text.Invoking(t => t.Characters.Length).Should().Throw<ObjectDisposedException>();
    }

    long InUse => LargeText.BytesInUse - _before;

    static LogEvent With(string kind, string number)
    {
        var text = number.PadRight(Characters, 'x');
        (string, object?)[] properties = kind switch
        {
            "string" => [("A", text)],
            "structure" => [("A", Some.Structure(null, ("Text", text)))],
            "sequence" => [("A", new SequenceValue([new ScalarValue(text), new ScalarValue(1)]))],
            _ => [("A", text[..(Characters / 2)]), ("B", 1), ("C", text)],
        };
        return Some.LogEvent("{A}", properties: properties);
    }
}
