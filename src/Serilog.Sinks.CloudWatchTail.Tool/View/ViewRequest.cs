using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.View;

// A parsed command line of cwtail view.
sealed record ViewRequest
{
    static readonly TimeSpan HandOverLimit = TimeSpan.FromSeconds(0.8);

    public string[] LogGroups { get; init; } = [];

    public string[] Streams { get; init; } = [];

    public string[] Prefixes { get; init; } = [];

    public string? FilterPattern { get; init; }

    public LogEventLevel Level { get; init; } = LogEventLevel.Verbose;

    public Moment Since { get; init; } = Moment.Ago(TimeSpan.FromMinutes(10));

    public Action<CloudWatchConnectionOptions> Connect { get; init; } = _ => { };

    // The options for a tail of these groups, which need not be those of the command line.
    public CloudWatchLiveTailOptions OptionsFor(IReadOnlyList<string> groups)
    {
        // Ctrl+C ends the tool within two seconds, and a burst loses nothing: events that do not fit are fetched again.
        var options = new CloudWatchLiveTailOptions { BlockWhenFull = true, ShutdownTimeLimit = HandOverLimit, LogEventFilterPattern = FilterPattern, LogGroups = [.. groups] };
        // Other groups have other streams.
        if (groups.SequenceEqual(LogGroups)) (options.LogStreamNames, options.LogStreamNamePrefixes) = ([.. Streams], [.. Prefixes]);
        Connect(options.Connection);
        return options;
    }
}
