namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>
/// How fast a refused batch is divided in search of the events that the service refuses. A few bad events are found at once. With many, the search may
/// take two puts for each event; it then goes slowly and behind the other batches, and still ends with each good event delivered.
/// </summary>
sealed class BisectPace
{
    /// <summary>Enough for eight bad events among ten thousand.</summary>
    public const int PutsAtOnce = 256;

    /// <summary>Afterwards, the time between two rounds of puts: a small part of what the service allows an account.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    int _puts;

    /// <summary>Whether the search has become long.</summary>
    public bool IsSlow => _puts > PutsAtOnce;

    /// <summary>The batch or a part of it was divided in two.</summary>
    public void CountDivision() => _puts += 2;
}
