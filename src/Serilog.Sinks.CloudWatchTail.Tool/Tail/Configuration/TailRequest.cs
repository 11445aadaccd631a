using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// A parsed command line.
sealed record TailRequest
{
    public string[] LogGroups { get; init; } = [];

    public string[] Streams { get; init; } = [];

    public string[] Prefixes { get; init; } = [];

    public string? FilterPattern { get; init; }

    public LogEventLevel? Level { get; init; }

    public Moment? Since { get; init; }

    public Moment? Until { get; init; }

    // How many of the newest events to show first; null if the command line does not say.
    public int? Lines { get; init; }

    // Whether a live tail follows the history; null if the command line does not say.
    public bool? Follow { get; init; }

    // Whether gaps stay unfilled.
    public bool NoFill { get; init; }

    public FindRequest Find { get; init; } = new();

    public ShowRequest Show { get; init; } = new();

    public string? ConfigurationFile { get; init; }

    public Action<CloudWatchConnectionOptions> Connect { get; init; } = _ => { };
}
