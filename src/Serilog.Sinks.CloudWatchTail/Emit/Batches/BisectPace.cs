namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// The pace at which a refused batch is bisected to find the events that the service refuses. A few bad events are found at once. With many, the
// search may need two puts per event; it then slows down and yields to other batches, and still delivers every good event.
sealed class BisectPace
{
    // Enough to find eight bad events among ten thousand.
    public const int PutsAtOnce = 256;

    // The time between two rounds of puts after that: a small part of the account's quota.
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    int _puts;

    // Whether the search has become long.
    public bool IsSlow => _puts > PutsAtOnce;

    // The batch, or a part of it, was divided in two.
    public void CountDivision() => _puts += 2;
}
