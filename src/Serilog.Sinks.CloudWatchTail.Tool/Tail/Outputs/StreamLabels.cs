using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Labels events with their stream, and with their group if severalGroups is set. Each stream has its own colour, as far as the terminal has colours.
sealed class StreamLabels(bool severalGroups, IReadOnlyList<string> colors)
{
    const string Reset = "\u001b[0m";
    const int StreamLimit = 10_000;

    readonly Dictionary<(string Group, string Stream), string> _labels = [];
    int _streams;

    public string Of(in CloudWatchLiveTailMessage message)
    {
        var key = (message.LogGroup, message.LogStream);
        if (!_labels.TryGetValue(key, out var label))
        {
            if (_labels.Count == StreamLimit) _labels.Clear();
            label = _labels[key] = Create(key.LogGroup, key.LogStream, _streams++);
        }

        return label;
    }

    string Create(string group, string stream, int number)
    {
        var name = ControlCharacters.Escape(severalGroups ? $"{group} {stream}" : stream);
        return colors.Count == 0 ? name + " " : colors[number % colors.Count] + name + Reset + " ";
    }
}
