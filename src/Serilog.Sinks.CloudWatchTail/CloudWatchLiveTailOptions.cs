using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// What a <see cref="CloudWatchLiveTail"/> shows and how. Only <see cref="LogGroups"/> is required. Combinations that the service refuses fail
/// at once, when the tail is constructed. Every property but the enrichers, the callback and the credentials can be bound from configuration.
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
    /// Look for names and prefixes in the linked source accounts too; for a monitoring account of CloudWatch's cross-account observability. Default:
    /// false, in the account of the credentials alone. A name means the groups of that name in all of these accounts. No effect on ARNs, which name
    /// their account. When the tail has groups of more than one account, <see cref="TailEnricher"/> adds <c>LogAccount</c> to the events.
    /// </summary>
    public bool IncludeLinkedAccounts { get; set; }

    /// <summary>
    /// The most Live Tail sessions that this tail may open, ten log groups each; more groups are an error. Default: 15, the service's quota in an
    /// account and region; set it higher when AWS has raised yours, or lower to leave sessions to others. At least 1. Groups of the same name, in
    /// several accounts, never share a session.
    /// </summary>
    public int SessionLimit { get; set; } = 15;

    /// <summary>
    /// Show only these log streams. Default: empty, all streams. At most 100, only with exactly one log group, not together with
    /// <see cref="LogStreamNamePrefixes"/> (the service's rules). A stream that does not exist is an error; prefer prefixes for streams to come.
    /// </summary>
    public IList<string> LogStreamNames { get; set; } = [];

    /// <summary>
    /// Show only log streams whose names begin with one of these. Default: empty, all streams. At most 100, only with exactly one log group,
    /// not together with <see cref="LogStreamNames"/> (the service's rules).
    /// </summary>
    public IList<string> LogStreamNamePrefixes { get; set; } = [];

    /// <summary>Show only events that match this CloudWatch filter pattern. Default: none, all events. At most 1,024 characters (the service's limit).</summary>
    public string? LogEventFilterPattern { get; set; }

    /// <summary>
    /// Begin with the history of this age, then go on live. Default: none, live events only. Must be more than zero; an age that reaches behind
    /// 1970 means everything. An error together with <see cref="StartTime"/>.
    /// With a <see cref="CheckpointFile"/> it bounds how far back a restarted tail reaches.
    /// </summary>
    public TimeSpan? Since { get; set; }

    /// <summary>
    /// Begin with the history from this time on, then go on live. Default: none, live events only. One that is still to come means no history.
    /// An error together with <see cref="Since"/>. With a <see cref="CheckpointFile"/> it bounds how far back a restarted tail reaches.
    /// </summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>
    /// Go on live after the history. Default: true. When false, the tail ends by itself when the history has been handed over, and no Live Tail
    /// session is opened or paid for; <see cref="Since"/> or <see cref="StartTime"/> is needed then.
    /// </summary>
    public bool Follow { get; set; } = true;

    /// <summary>
    /// The end of the history, inclusive. Default: none, everything up to the newest event, those that are dated ahead included. Only with <see cref="Follow"/> set to false. Must be after <see cref="StartTime"/>; before
    /// the beginning that <see cref="Since"/> means, the history is empty.
    /// </summary>
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>
    /// Find what the live session did not show, because it was interrupted, sampled or dropped events, with FilterLogEvents. Default: true.
    /// When false, the tail shows what the service sends and no more; history is still read, and what is put between it and the start of the live
    /// session may be missing.
    /// </summary>
    public bool Backfill { get; set; } = true;

    /// <summary>
    /// How often everything recent is looked through for events that the service dropped without saying so. Default: 60 seconds. Zero turns
    /// the regular sweep off; interruptions and sampled seconds are still backfilled. One sweep is one paged query for each group (and stream
    /// prefix) over twice the <see cref="Overlap"/> and the interval: at least one call each. Ignored when <see cref="Backfill"/> is false.
    /// </summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How late an event may be: both how much older than its arrival its timestamp may be, and how long FilterLogEvents may need to show it.
    /// Default: 120 seconds. Events within it are shown exactly once. It is the service's clock that counts, whatever this machine's says.
    /// The fingerprints of twice this time and the <see cref="SweepInterval"/> are kept in memory, some 50 bytes an event, at most four million for ten log groups.
    /// </summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Leave out events below this level. Default: Verbose, none.</summary>
    public LogEventLevel MinimumLevel { get; set; } = LogEventLevel.Verbose;

    /// <summary>
    /// Enrichers that see every event before it is handed over. Default: <see cref="TailEnricher"/> alone. One that throws is reported to
    /// SelfLog and passed over.
    /// </summary>
    public IList<ILogEventEnricher> Enrichers { get; set; } = [new TailEnricher()];

    /// <summary>
    /// How many received events may wait for a slow consumer. Default: 100,000; at least 1. When full the oldest is dropped and counted, unless
    /// <see cref="BlockWhenFull"/> is set. While history is read, each session (ten log groups) may hold as many on top.
    /// </summary>
    public int QueueLimit { get; set; } = 100_000;

    /// <summary>How many bytes of messages may wait for a slow consumer. Default: 128 MiB; at least 1. The same goes for it as for <see cref="QueueLimit"/>.</summary>
    public long QueueLimitBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>
    /// Lose nothing to a slow consumer: what does not fit the queue is not dropped but fetched again, once there is room. Default: false. Needs
    /// <see cref="Backfill"/>. The live connection is read all the same, so that the service never has to drop.
    /// </summary>
    public bool BlockWhenFull { get; set; }

    /// <summary>How long received events are still handed over after cancellation. Default: 5 seconds. The rest is counted as dropped.</summary>
    public TimeSpan ShutdownTimeLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long to keep trying while a log group or a log stream does not exist, because it is about to be created. Default: zero, fail at once.
    /// With <see cref="Follow"/> set to false it goes for log groups by name or prefix alone.
    /// </summary>
    public TimeSpan NotFoundTimeLimit { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// A file that remembers what was handed over, so that a restarted tail goes on where the last one stopped. Default: none. Written
    /// atomically, once the tail has caught up, every half minute and at the end; its folder is made if need be. One tail alone may use it. Needs
    /// <see cref="Backfill"/> and <see cref="Follow"/>. A file that cannot be read or written is announced and ends nothing.
    /// </summary>
    public string? CheckpointFile { get; set; }

    /// <summary>
    /// Called with what happens to the tail: started, interrupted, gap backfilled, events dropped, ended. Default: a line to SelfLog for each. Never
    /// called concurrently; an exception in it goes to SelfLog.
    /// </summary>
    public Action<CloudWatchLiveTailNotice>? OnNotice { get; set; }

    /// <summary>
    /// The prefix of a region-derived host for StartLiveTail. Default: <c>stream-</c>, the service's name since April 2026
    /// (<c>streaming-</c> before). Ignored when the connection has a <see cref="CloudWatchConnectionOptions.ServiceUrl"/>.
    /// </summary>
    public string LiveTailHostPrefix { get; set; } = DefaultLiveTailHostPrefix;

    /// <summary>How the service is reached. Default: the AWS SDK's own chain for region and credentials.</summary>
    public CloudWatchConnectionOptions Connection { get; set; } = new();

    internal const string DefaultLiveTailHostPrefix = "stream-";

    /// <summary>The connection of this tail: a copy, with the tail's own host.</summary>
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
