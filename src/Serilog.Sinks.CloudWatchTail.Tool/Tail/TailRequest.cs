using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

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

    /// <summary>Whether the live tail follows upon the history.</summary>
    public bool Follow { get; init; } = true;

    /// <summary>text, json, clef or raw; null when the command line does not say.</summary>
    public string? Format { get; init; }

    public string? Template { get; init; }

    public bool Utc { get; init; }

    public bool NoColor { get; init; }

    public string? ConfigurationFile { get; init; }

    public Action<CloudWatchConnectionOptions> Connect { get; init; } = _ => { };
}
