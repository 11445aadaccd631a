using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>
/// Notices the tokens of a stream template that no event has a property for: mostly a word that is spelt another way. May be used from any thread;
/// counts may be off by a few then.
/// </summary>
sealed class TokenWatch(StreamToken[] tokens)
{
    /// <summary>So many events without the property, and none with it, are told. One is enough if a token of the sink's own is nearly called so.</summary>
    const int Many = 100;

    /// <summary>Names are nearly the same if they differ in no more than one of so many letters.</summary>
    const int LettersForOne = 5;

    static readonly string[] Known = ["MachineName", "ProcessName", "ProcessId", "InstanceId", "AppVersion", "ThreadName", "Date", "Env"];

    // For each token: how many events have lacked it; below zero once an event had it, or it has been told.
    readonly int[] _misses = new int[tokens.Length];
    string? _news;

    public void Found(int index)
    {
        if (_misses[index] >= 0) _misses[index] = int.MinValue;
    }

    public void Missed(int index, scoped in CapturedEvent logEvent)
    {
        if (_misses[index] < 0 || ++_misses[index] is > 1 and < Many) return;
        var name = tokens[index].Text;
        if (_misses[index] == 1 && !Known.Any(k => Distance(k, name) <= name.Length / LettersForOne)) return;
        _misses[index] = int.MinValue;
        var nearest = Known.Concat(NamesOf(in logEvent)).MinBy(k => Distance(k, name));
        Volatile.Write(ref _news, $"No event so far has the property '{name}' of the token {{{name}}} in logStream; the nearest that is known is '{nearest}'.");
    }

    public string? TakeNews() => Volatile.Read(ref _news) is null ? null : Interlocked.Exchange(ref _news, null);

    static List<string> NamesOf(scoped in CapturedEvent logEvent)
    {
        var names = new List<string>();
        if (logEvent.Whole is { } whole) names.AddRange(whole.Properties.Keys);
        foreach (ref readonly var property in logEvent.Properties) names.Add(property.Name);
        return names;
    }

    /// <summary>How many letters have to be changed, added or taken away; capitals are small letters.</summary>
    static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
