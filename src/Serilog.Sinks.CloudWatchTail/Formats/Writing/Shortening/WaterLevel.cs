namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

// Finds how long the longest parts of something may stay.
static class WaterLevel
{
    // Finds the greatest length to which all longer parts must be cut to save the excess. No part is cut below lowest, which is returned as level if
    // even that does not save enough. Returns whether enough is saved.
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
