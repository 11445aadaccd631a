using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>Memory is short in turn at each allocation of what deals with a disk that fails or is full.</summary>
public class DiskMemoryTests
{
    /// <summary>The other stages have their turn in <see cref="AllocationFaultTests"/>.</summary>
    static readonly string[] Types = ["DiskIntake", "DiskReports", "DiskSets", "BufferWriter", "SegmentChain", "BufferSet.", "Failures.Buffer"];

    /// <summary>Each point fails when it is passed for the first few times.</summary>
    const int MostHits = 3;

    [Test]
    public void WhatTheDiskLosesIsReportedAndTheDiskIsUsedAgainWhereverMemoryIsShort()
    {
        var library = AllocationPoints.Rewrite(typeof(CloudWatchSinks).Assembly.Location, out var names);
        var context = new RewrittenLibrary(library);
        try
        {
            var run = context.Get<Func<int, int, int, int[]?, string?>>(typeof(DiskFaultScenario), nameof(DiskFaultScenario.Run));
            var passed = new int[names.Length];
            run(names.Length, -1, 0, passed).Should().BeNull("nothing is short");
            var (wrong, faults) = (new List<string>(), 0);
            for (var point = 0; point < names.Length; point++)
            {
                if (!Types.Any(t => names[point].StartsWith(t, StringComparison.Ordinal))) continue;
                for (var hit = 1; hit <= Math.Min(passed[point], MostHits); hit++, faults++)
                {
                    if (run(names.Length, point, hit, null) is { } what) wrong.Add($"{names[point]}, the {hit}. time: {what}");
                }
            }

            TestContext.Out.WriteLine($"{faults} allocations failed in turn.");
            wrong.Should().BeEmpty();
            faults.Should().BeGreaterThan(20);
        }
        finally
        {
            context.Unload();
        }
    }
}
