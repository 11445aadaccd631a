using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// Notices tokens of a stream template for which no event has a property, usually because of a misspelling. Any thread may use it; counts may then be
// off by a few.
sealed class TokenWatch(StreamToken[] tokens)
{
    // Reports after this many events without the property and none with it. One is enough if one of the sink's own tokens has a similar name.
    const int Many = 100;

    // Two names are similar if they differ in at most one of this many letters.
    const int LettersForOne = 5;

    static readonly string[] Known = ["MachineName", "ProcessName", "ProcessId", "InstanceId", "AppVersion", "ThreadName", "Date", "Env"];

    // For each token, the number of events that lacked it; negative once an event had it or it was reported.
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

    // Returns the number of letters to change, insert or delete, ignoring case.
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
