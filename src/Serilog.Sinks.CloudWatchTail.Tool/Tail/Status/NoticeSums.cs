using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Sums the notices that a busy group causes again and again: sampled seconds, a full queue, dropped events. The first of a kind is reported at once,
// the others in one line a minute. Not thread-safe.
sealed class NoticeSums(TimeProvider timeProvider)
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly Dictionary<string, Sum> _sums = [];

    // Returns the line to show now, or null.
    public string? Add(string kind, TimeSpan length, long events)
    {
        if (!_sums.TryGetValue(kind, out var sum)) sum = _sums[kind] = new Sum();
        (sum.Count, sum.Length, sum.Events) = (sum.Count + 1, sum.Length + length, sum.Events + events);
        if (sum.Since is { } since && timeProvider.GetElapsedTime(since) < Interval) return null;
        sum.Since = timeProvider.GetTimestamp();
        return sum.Take(kind);
    }

    // The lines not shown yet.
    public IEnumerable<string> Rest() => _sums.Where(s => s.Value.Count > 0).Select(s => s.Value.Take(s.Key)).ToArray();

    sealed class Sum
    {
        public long? Since { get; set; }

        public int Count { get; set; }

        public TimeSpan Length { get; set; }

        public long Events { get; set; }

        public string Take(string kind)
        {
            var of = Length > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $", {Length.TotalSeconds:0.#} s in all") : "";
            var times = Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Count:N0} times{of})");
            var text = string.Create(CultureInfo.InvariantCulture, $"{kind}: {Events:N0} event{(Events == 1 ? "" : "s")}{times}");
            (Count, Length, Events) = (0, TimeSpan.Zero, 0);
            return text;
        }
    }
}
