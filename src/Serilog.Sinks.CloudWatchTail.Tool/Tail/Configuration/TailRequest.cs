using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

/// <summary>What the command line asks for.</summary>
sealed record TailRequest
{
    public string[] LogGroups { get; init; } = [];

    public string[] Streams { get; init; } = [];

    public string[] Prefixes { get; init; } = [];

    public string? FilterPattern { get; init; }

    public LogEventLevel? Level { get; init; }

    public Moment? Since { get; init; }

    public Moment? Until { get; init; }

    /// <summary>How many of the newest events are shown first; null when the command line does not say.</summary>
    public int? Lines { get; init; }

    /// <summary>Whether the live tail follows upon the history; null when the command line does not say.</summary>
    public bool? Follow { get; init; }

    /// <summary>Whether gaps are left as they are.</summary>
    public bool NoFill { get; init; }

    public FindRequest Find { get; init; } = new();

    public ShowRequest Show { get; init; } = new();

    public string? ConfigurationFile { get; init; }

    public Action<CloudWatchConnectionOptions> Connect { get; init; } = _ => { };
}
