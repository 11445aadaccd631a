using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// What the command line asks for.
sealed record TailRequest
{
    public string[] LogGroups { get; init; } = [];

    public string[] Streams { get; init; } = [];

    public string[] Prefixes { get; init; } = [];

    public string? FilterPattern { get; init; }

    public LogEventLevel? Level { get; init; }

    public Moment? Since { get; init; }

    public Moment? Until { get; init; }

    // How many of the newest events are shown first; null when the command line does not say.
    public int? Lines { get; init; }

    // Whether the live tail follows upon the history; null when the command line does not say.
    public bool? Follow { get; init; }

    // Whether gaps are left as they are.
    public bool NoFill { get; init; }

    public FindRequest Find { get; init; } = new();

    public ShowRequest Show { get; init; } = new();

    public string? ConfigurationFile { get; init; }

    public Action<CloudWatchConnectionOptions> Connect { get; init; } = _ => { };
}
