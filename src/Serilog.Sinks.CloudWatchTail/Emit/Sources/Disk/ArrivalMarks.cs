namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// When the records that are still to be read are due: by when they arrived, not by when they are read. Remembers what the loop found in each of its last
// turns, as far as it has not read it. A record never appears to be younger than it is.
sealed class ArrivalMarks
{
    // With a longer backlog, batches are full before they are due.
    const int MostMarks = 8;

    readonly List<(long UpTo, long Due)> _marks = new(MostMarks);
    long _due;

    // A turn begins. read is the number of the next record to read, upTo the number behind the last one; those that arrived since the last turn, and
    // those that arrive during this one, are due by due.
    public void Begin(long read, long upTo, long due)
    {
        _due = due;
        while (_marks.Count > 0 && _marks[0].UpTo <= read) _marks.RemoveAt(0);
        if (_marks.Count == 0)
        {
            _marks.Add((upTo, due));
            return;
        }

        var newest = _marks[^1];
        if (upTo <= newest.UpTo) return;
        if (newest.Due != due && _marks.Count < MostMarks) _marks.Add((upTo, due));
        else _marks[^1] = newest with { UpTo = upTo };
    }

    public long DueOf(long record)
    {
        foreach (var mark in _marks)
        {
            if (record < mark.UpTo) return mark.Due;
        }

        return _due;
    }
}
