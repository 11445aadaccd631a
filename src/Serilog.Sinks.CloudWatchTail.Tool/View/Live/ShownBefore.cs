using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// The events that were stored when groups were chosen: the history of the choice brings them again, and they are left out. Events that are the same in
// everything are counted, so that two of them stay two. Safe for concurrent use.
sealed class ShownBefore
{
    readonly Dictionary<Fingerprint, int> _counts = [];

    public ShownBefore(EventStore store)
    {
        for (var seq = store.FirstSeq; seq <= store.LastSeq; seq++)
        {
            if (store.Find(seq) is not { } stored) continue;
            var fingerprint = new Fingerprint(stored.Group.Text, stored.Stream.Text, stored.Timestamp, stored.Message.Length, HashOf(stored.Message));
            _counts[fingerprint] = _counts.GetValueOrDefault(fingerprint) + 1;
        }
    }

    // Returns whether the message is one of them, and counts it off.
    public bool TryTake(in CloudWatchLiveTailMessage message)
    {
        var text = message.Utf8Message.Span;
        var fingerprint = new Fingerprint(message.LogGroup, message.LogStream, message.Timestamp.ToUnixTimeMilliseconds(), text.Length, HashOf(text));
        lock (_counts)
        {
            if (!_counts.TryGetValue(fingerprint, out var count)) return false;
            if (count == 1) _counts.Remove(fingerprint);
            else _counts[fingerprint] = count - 1;
            return true;
        }
    }

    static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return hash.ToHashCode();
    }

    readonly record struct Fingerprint(string Group, string Stream, long Timestamp, int Length, int Hash);
}
