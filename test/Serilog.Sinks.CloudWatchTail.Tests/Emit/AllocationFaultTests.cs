using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>Memory is short at each allocation in turn: no event is lost without a report, none is in two states, and the counts agree.</summary>
[Parallelizable(ParallelScope.All)]
public class AllocationFaultTests
{
    static readonly string[] OfPages = ["HeldPages.", "MemoryEvents.", "MemorySource.", "CapturedPages.", "CapturedEvents.", "EventQueue."];

    [Test]
    public void WhereverMemoryIsShortEveryEventIsDeliveredOrReported([Values] bool durable, [Values(1, 6)] int allocations) =>
        ShouldBearEveryFault(durable ? AllocationFaultKind.Durable : AllocationFaultKind.Plain, allocations, most: durable ? 1_000 : 3_000);

    [Test]
    public void WhereverMemoryIsShortDetailsAndABudgetKeepTheirCountsToo([Values] bool durable, [Values(1, 6)] int allocations) =>
        ShouldBearEveryFault(AllocationFaultKind.Costs | (durable ? AllocationFaultKind.Durable : 0), allocations, most: durable ? 700 : 1_500);

    [Test]
    public void WhereverMemoryIsShortWhilePagesAreHandedOverEveryEventIsDeliveredOrReported([Values(1, 6)] int allocations) =>
        ShouldBearEveryFault(AllocationFaultKind.Pages, allocations, most: 200, name => Array.Exists(OfPages, type => name.StartsWith(type, StringComparison.Ordinal)));

    static void ShouldBearEveryFault(AllocationFaultKind kind, int allocations, int most, Predicate<string>? only = null)
    {
        var library = AllocationPoints.Rewrite(typeof(CloudWatchSinks).Assembly.Location, out var names);
        var context = new RewrittenLibrary(library);
        try
        {
            var run = context.Get<Func<int, int, int, int, int, int[]?, string?>>(typeof(AllocationFaultScenario), nameof(AllocationFaultScenario.Run));
            var passed = new int[names.Length];
            run((int)kind, names.Length, -1, 0, 0, passed).Should().BeNull("nothing is short");
            var wrong = new List<string>();
            if (kind == AllocationFaultKind.Pages)
                names.Where((_, i) => passed[i] > 0).Should().Contain(name => name.StartsWith("HeldPages.MakeRoom", StringComparison.Ordinal), "batches have places on pages");
            var faults = Choose([.. passed.Select((p, i) => only is null || only(names[i]) ? p : 0)], most);
            foreach (var (point, hit) in faults)
            {
                if (run((int)kind, names.Length, point, hit, allocations, null) is not { } what) continue;
                wrong.Add($"{names[point]}, the {hit}. time: {what}");
                if (wrong.Count == 12) break;
            }

            TestContext.Out.WriteLine($"{passed.Sum()} allocations at {passed.Count(p => p > 0)} points; {faults.Count} of them failed in turn.");
            wrong.Should().BeEmpty();
            faults.Count.Should().BeGreaterThan(most / 3);
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>Each point as often as it is passed, or the same number of times for all, evenly spread.</summary>
    static List<(int Point, int Hit)> Choose(int[] passed, int most)
    {
        var each = passed.Max();
        while (passed.Sum(p => Math.Min(p, each)) > most) each--;
        each = Math.Max(1, each);
        return [.. passed.SelectMany((p, i) => Enumerable.Range(0, Math.Min(p, each)).Select(n => (i, 1 + (int)((long)n * p / Math.Min(p, each)))))];
    }
}
