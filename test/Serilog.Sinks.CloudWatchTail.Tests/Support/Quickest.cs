using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// For what has to happen at once: a busy machine may spoil a try or many, a wait that is too long spoils them all. So the quickest of some
/// counts, and as a rule the first.
/// </summary>
static class Quickest
{
    const int Tries = 20;

    /// <param name="tryAsync">Does it once, and returns how long it took.</param>
    public static async Task<TimeSpan> OfSomeAsync(TimeSpan limit, Func<Task<TimeSpan>> tryAsync)
    {
        var quickest = TimeSpan.MaxValue;
        for (var n = 0; n < Tries && quickest >= limit; n++)
        {
            var took = await tryAsync();
            if (took < quickest) quickest = took;
        }

        return quickest;
    }

    public static async Task<TimeSpan> MeasureAsync(Func<Task> actAsync)
    {
        var begun = Stopwatch.GetTimestamp();
        await actAsync();
        return Stopwatch.GetElapsedTime(begun);
    }
}
