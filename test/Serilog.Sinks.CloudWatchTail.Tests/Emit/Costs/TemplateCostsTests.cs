using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Costs;

public class TemplateCostsTests
{
    [Test]
    public void WithAPlaceForEachTemplateTheFiguresAreExactCostliestFirst()
    {
        var costs = new TemplateCosts(8);
        for (var i = 0; i < 300; i++) costs.Add(Some.Template($"template {i % 8}"), 10 + (i % 8));

        var expected = Enumerable.Range(0, 8).Select(t => new TemplateCost($"template {t}", t < 4 ? 38 : 37, (t < 4 ? 38 : 37) * (10 + t))).OrderByDescending(c => c.Bytes);
        costs.Costliest(20).Should().Equal(expected);
        costs.Costliest(3).Should().Equal(expected.Take(3));
    }

    [Test]
    public void ATemplateIsItsTextWhicheverObjectItIs()
    {
        var costs = new TemplateCosts(8);
        var first = Some.Template("same");
        costs.Add(first, 1);
        costs.Add(Some.Template("same"), 2);
        costs.Add(first, 4);

        costs.Costliest(20).Should().Equal(new TemplateCost("same", 3, 7));
    }

    [Test]
    public void AmongAnyNumberOfTemplatesTheCostlyOnesAreFoundAndNoFigureIsTooHigh([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var costs = new TemplateCosts(64);
        var costly = Enumerable.Range(0, 10).Select(i => Some.Template($"costly {i}")).ToArray();
        var actual = new Dictionary<string, (long Events, long Bytes)>();
        for (var i = 0; i < 30_000; i++)
        {
            var template = random.Next(3) == 0 ? costly[random.Next(costly.Length)] : Some.Template($"rare {i}");
            var bytes = random.Next(50, 150);
            costs.Add(template, bytes);
            var (events, sum) = actual.GetValueOrDefault(template.Text);
            actual[template.Text] = (events + 1, sum + bytes);
        }

        var found = costs.Costliest(10);
        found.Select(c => c.Template).Should().BeEquivalentTo(costly.Select(t => t.Text));
        foreach (var cost in costs.Costliest(64))
        {
            cost.Bytes.Should().BeLessThanOrEqualTo(actual[cost.Template].Bytes);
            cost.Events.Should().BeLessThanOrEqualTo(actual[cost.Template].Events);
        }
    }

    [Test]
    public void AVeryLongTemplateCountsUnderItsBeginning()
    {
        var costs = new TemplateCosts(8);
        costs.Add(Some.Template(new string('x', 600) + "a"), 1);
        costs.Add(Some.Template(new string('x', 600) + "b"), 2);

        costs.Costliest(20).Should().Equal(new TemplateCost(new string('x', TemplateCosts.LongestText), 2, 3));
    }

    [Test]
    public void ATemplateThatLostItsPlaceBeginsAnewAndCountsForNoOther()
    {
        var costs = new TemplateCosts(2);
        var (one, two, three) = (Some.Template("one"), Some.Template("two"), Some.Template("three"));
        foreach (var (template, bytes) in new[] { (one, 1), (two, 100), (three, 10), (one, 5), (one, 7), (three, 2) }) costs.Add(template, bytes);

        costs.Costliest(20).Should().Equal(new TemplateCost("two", 1, 100), new TemplateCost("three", 1, 2));
    }

    [Test]
    public void ATemplateRanksWithWhatTheOneBeforeItInItsPlaceHadCost()
    {
        var costs = new TemplateCosts(2);
        foreach (var (template, bytes) in new[] { ("a", 10), ("b", 11), ("c", 5), ("d", 1) }) costs.Add(Some.Template(template), bytes);

        costs.Costliest(20).Should().Equal(new TemplateCost("c", 1, 5), new TemplateCost("d", 1, 1));
    }

    [Test]
    public void ClearedItBeginsAnew()
    {
        var costs = new TemplateCosts(2);
        var one = Some.Template("one");
        costs.Add(one, 1);
        costs.Clear();
        costs.Costliest(20).Should().BeEmpty();

        costs.Add(one, 4);
        costs.Costliest(20).Should().Equal(new TemplateCost("one", 1, 4));
    }
}
