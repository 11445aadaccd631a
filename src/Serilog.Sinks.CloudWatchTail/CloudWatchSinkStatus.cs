using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>The state of one sink: an element of <see cref="CloudWatchSinks.Status"/>.</summary>
/// <remarks>
/// <para>
/// It is a snapshot of one moment that does not change afterwards, so that <see cref="Emitted"/> + <see cref="Recovered"/> = <see cref="Delivered"/>
/// + <see cref="Lost"/> + <see cref="Waiting"/>. Counts start at zero with the sink; times are those of this machine.
/// </para>
/// <para>The properties can be set by an initializer, for tests of your own health check.</para>
/// </remarks>
public sealed class CloudWatchSinkStatus
{
    /// <summary>The log group that the sink writes to. Several sinks may write to the same group.</summary>
    public required string LogGroup { get; init; }

    /// <summary>
    /// The streams that the sink has packed events for, in the order of their first event. A stream that no event has chosen for an hour is
    /// forgotten, unless events wait for it.
    /// </summary>
    public IReadOnlyList<CloudWatchStreamStatus> Streams { get; init; } = [];

    /// <summary>Events emitted to the sink, including refused ones.</summary>
    public long Emitted { get; init; }

    /// <summary>Events that the sink found on disk when it started, or later from other processes; 0 without durable mode.</summary>
    public long Recovered { get; init; }

    /// <summary>Events neither delivered nor lost yet: <see cref="WaitingInMemory"/> and <see cref="WaitingOnDisk"/>.</summary>
    public long Waiting => WaitingInMemory + WaitingOnDisk;

    /// <summary>Waiting events that would be lost if the process ended. In durable mode: those that the disk did not accept.</summary>
    public long WaitingInMemory { get; init; }

    /// <summary>Waiting events that would survive the process; 0 without durable mode.</summary>
    public long WaitingOnDisk { get; init; }

    /// <summary>Events that the service has stored.</summary>
    public long Delivered { get; init; }

    /// <summary>Events that were not delivered and are, or will be, reported: the sum of <see cref="LostByReason"/>.</summary>
    public long Lost => LostByReason.Values.Sum();

    /// <summary>The lost events by reason; reasons without events are left out.</summary>
    public IReadOnlyDictionary<CloudWatchFailureReason, long> LostByReason { get; init; } = new Dictionary<CloudWatchFailureReason, long>();

    /// <summary>
    /// Details that were kept (<see cref="CloudWatchSinkOptions.DetailLevel"/>): <see cref="DetailsSent"/>, <see cref="DetailsDiscarded"/> and
    /// <see cref="DetailsHeld"/>.
    /// </summary>
    public long DetailsKept => DetailsSent + DetailsDiscarded + DetailsHeld;

    /// <summary>Details that an event of their trace let out. They are among <see cref="Emitted"/>.</summary>
    public long DetailsSent { get; init; }

    /// <summary>Details that were thrown away: their trace was silent for too long, or room was needed. They are not among <see cref="Emitted"/>.</summary>
    public long DetailsDiscarded { get; init; }

    /// <summary>Details that are held in memory.</summary>
    public long DetailsHeld { get; init; }

    /// <summary>
    /// The bytes written to be sent, as the service bills them, by the level of their events: UTF-8 message bytes plus 26 for each event. An event counts
    /// once, when it is put into a batch or, in durable mode, on the disk, whatever becomes of it then; those in <see cref="Recovered"/> do not. Levels
    /// without any are left out.
    /// </summary>
    public IReadOnlyDictionary<LogEventLevel, long> BytesByLevel { get; init; } = new Dictionary<LogEventLevel, long>();

    /// <summary>
    /// The twenty message templates that cost most of these bytes, costliest first; empty without <see cref="CloudWatchSinkOptions.MeasureTemplates"/>.
    /// </summary>
    public IReadOnlyList<CloudWatchTemplateCost> CostliestTemplates { get; init; } = [];

    /// <summary>When the service last accepted a put; null if it never did.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>
    /// When a put, or the creation of the stream for it, last failed; null if it never did. A missing stream that is created does not count as a
    /// failure.
    /// </summary>
    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>The error of <see cref="LastFailure"/>. A success does not clear it.</summary>
    public CloudWatchLogsException? LastError { get; init; }

    /// <summary>Whether any of the <see cref="Streams"/> is backing off. Its events wait, while those of other streams are delivered.</summary>
    public bool IsBackingOff => Streams.Any(static s => s.IsBackingOff);

    /// <summary>The earliest time at which one of the streams that are backing off may be tried again; null if there is none, and once that time has come.</summary>
    public DateTimeOffset? BackingOffUntil => Streams.Min(static s => s.BackingOffUntil);
}
