using Serilog.Sinks.CloudWatchTail.Tool.Messages;

namespace Serilog.Sinks.CloudWatchTail.Tool.Cost;

// Events and bytes by shape, as the service bills them, in bounded memory: further shapes are counted together.
sealed class ShapeCosts
{
    public const string Others = "(others)";

    // What the service adds for each event.
    const int BytesPerEvent = 26;
    const int MostShapes = 50_000;

    readonly Dictionary<string, (long Events, long Bytes)> _shapes = [];

    public long Events { get; private set; }

    public long Bytes { get; private set; }

    public void Add(in CloudWatchLiveTailMessage message)
    {
        var shape = message.TryRead(out var logEvent) ? MessageShape.Of(logEvent) : "";
        if (_shapes.Count >= MostShapes && !_shapes.ContainsKey(shape)) shape = Others;
        var bytes = message.Utf8Message.Length + BytesPerEvent;
        var (events, sum) = _shapes.GetValueOrDefault(shape);
        _shapes[shape] = (events + 1, sum + bytes);
        Events++;
        Bytes += bytes;
    }

    // The costliest shapes, costliest first.
    public IEnumerable<(string Shape, long Events, long Bytes)> Costliest(int most) =>
        _shapes.OrderByDescending(s => s.Value.Bytes).ThenBy(s => s.Key, StringComparer.Ordinal).Take(most).Select(s => (s.Key, s.Value.Events, s.Value.Bytes));
}
