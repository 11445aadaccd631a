namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

/// <summary>Finds how long the longest parts of something may stay.</summary>
static class WaterLevel
{
    /// <summary>
    /// The greatest length to which all that is longer must be cut so that enough is saved: the longest are cut first, and down to one common length.
    /// </summary>
    /// <param name="lengths">The lengths of the parts.</param>
    /// <param name="excess">How much must be saved.</param>
    /// <param name="lowest">No part is cut shorter than this.</param>
    /// <param name="level">The length; <paramref name="lowest"/> when even that does not save enough.</param>
    /// <returns>Whether enough is saved.</returns>
    public static bool TryFind(List<int> lengths, long excess, int lowest, out int level)
    {
        level = lowest;
        if (Saved(lengths, lowest) < excess) return false;

        int enough = lowest, tooLittle = int.MaxValue;
        while (tooLittle - enough > 1)
        {
            var middle = enough + (tooLittle - enough) / 2;
            if (Saved(lengths, middle) >= excess)
            {
                enough = middle;
            }
            else
            {
                tooLittle = middle;
            }
        }

        level = enough;
        return true;
    }

    static long Saved(List<int> lengths, int level)
    {
        long saved = 0;
        foreach (var length in lengths) saved += Math.Max(0, length - level);
        return saved;
    }
}
