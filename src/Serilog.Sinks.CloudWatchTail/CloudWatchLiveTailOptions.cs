using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// The options of a <see cref="CloudWatchLiveTail"/>. Only <see cref="LogGroups"/> is required. Combinations that the service would refuse fail when
/// the tail is created. All properties except enrichers, callback and credentials can be bound from configuration.
/// </summary>
public class CloudWatchLiveTailOptions
{
    /// <summary>
    /// The log groups to tail: names (<c>/shop/orders</c>), ARNs (with or without a trailing <c>:*</c>), or name prefixes (<c>/shop/*</c>), which
    /// mean every group that begins so at the moment the tail starts. Required. ARNs are of one region, the connection's. A name becomes its ARN by
    /// DescribeLogGroups; with ARNs alone that permission is not needed. Ten groups make one Live Tail session (the service's limit); more become
    /// several, at most <see cref="SessionLimit"/>. An ARN may be of another account that shares its logs with this one.
    /// Groups of the classes Infrequent Access and Delivery have no Live Tail: named, they are an error; matched by a prefix, or by a name that a
    /// linked account has in another class, they are left out with a notice. Of any other class than Standard the service is asked, by a query that finds nothing.
    /// </summary>
    public IList<string> LogGroups { get; set; } = [];

    /// <summary>
    /// Also look for names and prefixes in linked source accounts, for a monitoring account of CloudWatch cross-account observability. Default:
    /// false, only the account of the credentials. A name then means the groups of that name in all of these accounts. No effect on ARNs, which
    /// contain their account. If the tail has groups of more than one account, <see cref="TailEnricher"/> adds <c>LogAccount</c> to events.
    /// </summary>
    public bool IncludeLinkedAccounts { get; set; }

    /// <summary>
    /// The most Live Tail sessions that this tail may open, for ten log groups each; more groups are an error. Default: 15, the service's quota per
    /// account and region. Raise it if AWS has raised your quota, or lower it to leave sessions to others. At least 1. Groups of the same name, in
    /// several accounts, never share a session.
    /// </summary>
    public int SessionLimit { get; set; } = 15;

    /// <summary>
    /// Show only these log streams. Default: empty, all streams. At most 100, only with exactly one log group, not together with
    /// <see cref="LogStreamNamePrefixes"/> (the service's rules). A stream that does not exist is an error; use prefixes for streams that are yet to
    /// be created.
    /// </summary>
    public IList<string> LogStreamNames { get; set; } = [];

    /// <summary>
    /// Show only log streams with one of these prefixes. Default: empty, all streams. At most 100, only with exactly one log group, not together with
    /// <see cref="LogStreamNames"/> (the service's rules).
    /// </summary>
    public IList<string> LogStreamNamePrefixes { get; set; } = [];

    /// <summary>Show only events that match this CloudWatch filter pattern. Default: none, all events. At most 1,024 characters (the service's limit).</summary>
    public string? LogEventFilterPattern { get; set; }

    /// <summary>
    /// Start with the history of this age, then continue live. Default: none, live events only. Must be more than zero; an age that reaches back
    /// before 1970 means everything. An error together with <see cref="StartTime"/>. With a <see cref="CheckpointFile"/> it limits how far back a
    /// restarted tail reaches.
    /// </summary>
    public TimeSpan? Since { get; set; }

    /// <summary>
    /// Start with the history from this time on, then continue live. Default: none, live events only. A time in the future means no history. An error
    /// together with <see cref="Since"/>. With a <see cref="CheckpointFile"/> it limits how far back a restarted tail reaches.
    /// </summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>
    /// Continue live after the history. Default: true. If false, the tail ends when the history has been handed over, and no Live Tail session is
    /// opened or paid for; it then needs <see cref="Since"/> or <see cref="StartTime"/>.
    /// </summary>
    public bool Follow { get; set; } = true;

    /// <summary>
    /// The end of the history, inclusive. Default: none, everything up to the newest event, including events that are dated ahead. Only with
    /// <see cref="Follow"/> set to false. Must be after <see cref="StartTime"/>; if it is before the start that <see cref="Since"/> gives, the
    /// history is empty.
    /// </summary>
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>
    /// Use FilterLogEvents to find events that the live session did not show because it was interrupted, sampled, or dropped them. Default: true. If
    /// false, the tail shows only what the service sends; history is still read, but events put between it and the start of the live session may be
    /// missing.
    /// </summary>
    public bool Backfill { get; set; } = true;

    /// <summary>
    /// How often to search everything recent for events that the service dropped silently. Default: 60 seconds. Zero turns the regular sweep off;
    /// interruptions and sampled seconds are still backfilled. A sweep is one paged query for each group (and stream prefix) over twice the
    /// <see cref="Overlap"/> plus the interval: at least one call each. Ignored when <see cref="Backfill"/> is false.
    /// </summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How late an event may be: how much older than its arrival its timestamp may be, and how long FilterLogEvents may take to show it. Default: 120
    /// seconds. Events within it are shown exactly once, by the service's clock rather than this machine's. The fingerprints of twice this time plus
    /// the <see cref="SweepInterval"/> are kept in memory, about 50 bytes per event, at most four million for ten log groups.
    /// </summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Skip events below this level. Default: Verbose, none.</summary>
    public LogEventLevel MinimumLevel { get; set; } = LogEventLevel.Verbose;

    /// <summary>
    /// Enrichers that process every event before it is handed over. Default: <see cref="TailEnricher"/>. If one throws, that is reported to
    /// SelfLog and the event is handed over without it.
    /// </summary>
    public IList<ILogEventEnricher> Enrichers { get; set; } = [new TailEnricher()];

    /// <summary>
    /// How many received events may wait for a slow consumer. Default: 100,000; at least 1. If the queue is full, the oldest event is dropped and
    /// counted, unless <see cref="BlockWhenFull"/> is set. While history is read, each session (ten log groups) may hold as many again.
    /// </summary>
    public int QueueLimit { get; set; } = 100_000;

    /// <summary>
    /// How many bytes of messages may wait for a slow consumer. Default: 128 MiB; at least 1. Otherwise like <see cref="QueueLimit"/>.
    /// </summary>
    public long QueueLimitBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>
    /// Lose nothing to a slow consumer: events that do not fit the queue are not dropped but fetched again once there is room. Default: false. Needs
    /// <see cref="Backfill"/>. The live connection is still read, so that the service never has to drop events.
    /// </summary>
    public bool BlockWhenFull { get; set; }

    /// <summary>How long received events are still handed over after cancellation. Default: 5 seconds. The rest is counted as dropped.</summary>
    public TimeSpan ShutdownTimeLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long to retry while a log group or a log stream does not exist because it is about to be created. Default: zero, fail at once, with
    /// the names of all missing groups. While the tail retries, the groups of the same session are not shown live; where a name or a prefix is awaited,
    /// no group is. With <see cref="Follow"/> set to false it applies only to log groups by name or prefix.
    /// </summary>
    public TimeSpan NotFoundTimeLimit { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// A file that records what was handed over, so that a restarted tail resumes where the last one stopped. Default: none. Written atomically once
    /// the tail has caught up, every half minute and at the end; its folder is created if necessary. Only one tail may use it. Needs
    /// <see cref="Backfill"/> and <see cref="Follow"/>. A file that cannot be read or written causes a notice and does not end the tail.
    /// </summary>
    public string? CheckpointFile { get; set; }

    /// <summary>
    /// Called when something happens to the tail: started, interrupted, gap backfilled, events dropped, ended. Default: a line to SelfLog for each.
    /// Never called concurrently; an exception in it goes to SelfLog.
    /// </summary>
    public Action<CloudWatchLiveTailNotice>? OnNotice { get; set; }

    /// <summary>
    /// The prefix of a region-derived host for StartLiveTail. Default: <c>stream-</c>, the service's name since April 2026
    /// (<c>streaming-</c> before). Ignored when the connection has a <see cref="CloudWatchConnectionOptions.ServiceUrl"/>.
    /// </summary>
    public string LiveTailHostPrefix { get; set; } = DefaultLiveTailHostPrefix;

    /// <summary>The connection to the service. Default: the AWS SDK's own chain for region and credentials.</summary>
    public CloudWatchConnectionOptions Connection { get; set; } = new();

    internal const string DefaultLiveTailHostPrefix = "stream-";

    // The connection of this tail: a copy, with the tail's own host.
    internal CloudWatchConnectionOptions TailConnection()
    {
        var connection = Connection.Copy();
        connection.LiveTailHostPrefix = LiveTailHostPrefix;
        return connection;
    }

    internal CloudWatchLiveTailOptions Copy()
    {
        var copy = (CloudWatchLiveTailOptions)MemberwiseClone();
        copy.LogGroups = [.. LogGroups];
        copy.LogStreamNames = [.. LogStreamNames];
        copy.LogStreamNamePrefixes = [.. LogStreamNamePrefixes];
        copy.Enrichers = [.. Enrichers];
        return copy;
    }
}
