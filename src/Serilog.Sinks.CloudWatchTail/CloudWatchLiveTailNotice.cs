namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// An event in the life of a live tail. Match on the nested types and their properties; later versions may add more. <see cref="object.ToString"/>
/// returns one line for people, which never contains a log message.
/// </summary>
public abstract record CloudWatchLiveTailNotice
{
    CloudWatchLiveTailNotice()
    {
    }

    /// <summary>A session is live and shows everything put from now on. Raised again after each reconnect.</summary>
    public sealed record Started : CloudWatchLiveTailNotice
    {
        /// <summary>The ARNs of the session's log groups.</summary>
        public IReadOnlyList<string> LogGroups { get; init; } = [];

        /// <summary>The service's ID of the session, which AWS Support asks for; null if there is none.</summary>
        public string? SessionId { get; init; }

        /// <summary>The service's ID of the request that started the session; null if there is none.</summary>
        public string? RequestId { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Live tail of {string.Join(", ", LogGroups)} started{(SessionId is null ? "" : $" (session {SessionId}, request {RequestId})")}";
    }

    /// <summary>A session ended or could not be started, or the log groups could not be looked up; another attempt follows.</summary>
    public sealed record Interrupted : CloudWatchLiveTailNotice
    {
        /// <summary>The ARNs of the session's log groups; while they are looked up, the names in the options.</summary>
        public IReadOnlyList<string> LogGroups { get; init; } = [];

        /// <summary>The cause, for example the service's three-hour limit, a cut connection, silence, or throttling.</summary>
        public string Cause { get; init; } = "";

        /// <summary>The exception that caused it, if any.</summary>
        public Exception? Exception { get; init; }

        /// <summary>The wait before the next attempt.</summary>
        public TimeSpan RetryAfter { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail of {string.Join(", ", LogGroups)} interrupted: {Cause}; trying again in {Seconds(RetryAfter)}";
    }

    /// <summary>The history has been read; the events that arrived in the meantime follow.</summary>
    public sealed record HistoryRead : CloudWatchLiveTailNotice
    {
        /// <summary>The time from the start of the history to its end, or to the start of the tail.</summary>
        public TimeSpan Length { get; init; }

        /// <summary>The number of events.</summary>
        public long EventCount { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail read a history of {Seconds(Length)} with {EventCount} events";
    }

    /// <summary>An interruption was backfilled, as far as the service's queries show its events.</summary>
    public sealed record GapBackfilled : CloudWatchLiveTailNotice
    {
        /// <summary>How long there was no live session.</summary>
        public TimeSpan Length { get; init; }

        /// <summary>How many events the queries found that live tail had not shown; exact once <see cref="Complete"/>.</summary>
        public long EventCount { get; init; }

        /// <summary>Whether the overlap has passed, so that the tail looks for no more.</summary>
        public bool Complete { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail backfilled a gap of {Seconds(Length)} with {EventCount} events{(Complete ? "" : " so far")}";
    }

    /// <summary>Seconds in which the service showed only a sample were backfilled.</summary>
    public sealed record SampledSecondsBackfilled : CloudWatchLiveTailNotice
    {
        /// <summary>The length: one second, or several in a row.</summary>
        public TimeSpan Length { get; init; }

        /// <summary>How many events the queries found that live tail had not shown; exact once <see cref="Complete"/>.</summary>
        public long EventCount { get; init; }

        /// <summary>Whether the overlap has passed, so that the tail looks for no more.</summary>
        public bool Complete { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail backfilled {Seconds(Length)} that were sampled with {EventCount} events{(Complete ? "" : " so far")}";
    }

    /// <summary>
    /// Events that found the queue full were fetched again (with <see cref="CloudWatchLiveTailOptions.BlockWhenFull"/>, or after a long history).
    /// </summary>
    public sealed record OverflowBackfilled : CloudWatchLiveTailNotice
    {
        /// <summary>How long the queue was full.</summary>
        public TimeSpan Length { get; init; }

        /// <summary>The number of events fetched; exact once <see cref="Complete"/>.</summary>
        public long EventCount { get; init; }

        /// <summary>Whether the overlap has passed, so that the tail looks for no more.</summary>
        public bool Complete { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail fetched {EventCount} events{(Complete ? "" : " so far")} that found the queue full, for {Seconds(Length)}";
    }

    /// <summary>The sweep found events that the service had neither shown nor reported as dropped.</summary>
    public sealed record MissedEventsFound : CloudWatchLiveTailNotice
    {
        /// <summary>The number of events.</summary>
        public long EventCount { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail found {EventCount} events that the service had not shown";
    }

    /// <summary>The backfill takes too long: its queries are throttled or slow, or there is too much to read.</summary>
    public sealed record BackfillFellBehind : CloudWatchLiveTailNotice
    {
        /// <summary>How long the current query has been running.</summary>
        public TimeSpan Behind { get; init; }

        /// <summary>The number of its calls that were throttled or failed.</summary>
        public int Throttles { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail's backfill fell behind: {Seconds(Behind)}, {Throttles} calls throttled or failed";
    }

    /// <summary>
    /// The backfill's memory is full and part of the backfill was given up: it fell too far behind, or too many events are dated ahead.
    /// </summary>
    public sealed record BackfillGivenUp : CloudWatchLiveTailNotice
    {
        /// <summary>
        /// The tail no longer searches for events before this timestamp that Live Tail did not show. Null if it no longer searches for events that
        /// are dated ahead of their ingestion by more than <see cref="CloudWatchLiveTailOptions.Overlap"/>.
        /// </summary>
        public DateTimeOffset? Before { get; init; }

        /// <inheritdoc/>
        public override string ToString() => Before is { } before
            ? $"Live tail gave up the backfill before {before:O}"
            : "Live tail gave up the backfill of events dated ahead";
    }

    /// <summary>
    /// The backfill's queries are refused for a group that could be queried before, because of expired credentials or a changed policy.
    /// </summary>
    public sealed record QueriesRefused : CloudWatchLiveTailNotice
    {
        /// <summary>The group's ARN.</summary>
        public string LogGroup { get; init; } = "";

        /// <summary>The service's refusal.</summary>
        public Exception? Exception { get; init; }

        /// <summary>Whether the query was refused for so long that the tail continues without its events; otherwise it is retried.</summary>
        public bool GivenUp { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Live tail cannot query {LogGroup}: {Exception?.Message}; {(GivenUp ? "events that only this query would have found may be missing" : "trying again")}";
    }

    /// <summary>Received events were dropped because the consumer was too slow.</summary>
    public sealed record EventsDropped : CloudWatchLiveTailNotice
    {
        /// <summary>The number of events dropped since the last such notice.</summary>
        public long EventCount { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail dropped {EventCount} events";
    }

    /// <summary>A group that matches a prefix is not tailed.</summary>
    public sealed record LogGroupLeftOut : CloudWatchLiveTailNotice
    {
        /// <summary>The group's name.</summary>
        public string LogGroup { get; init; } = "";

        /// <summary>The reason.</summary>
        public string Reason { get; init; } = "";

        /// <inheritdoc/>
        public override string ToString() => $"Live tail skips the log group {LogGroup}: {Reason}";
    }

    /// <summary>
    /// A tailed group no longer exists. The tail continues with the others, checks for it, and tails it again once it exists, which
    /// <see cref="Started"/> with its ARN announces.
    /// </summary>
    public sealed record LogGroupMissing : CloudWatchLiveTailNotice
    {
        /// <summary>The group's name.</summary>
        public string LogGroup { get; init; } = "";

        /// <inheritdoc/>
        public override string ToString() => $"The log group {LogGroup} of the live tail no longer exists";
    }

    /// <summary>The checkpoint file could not be read or written.</summary>
    public sealed record CheckpointFailed : CloudWatchLiveTailNotice
    {
        /// <summary>The file.</summary>
        public string Path { get; init; } = "";

        /// <summary>The reason. A tail that cannot read its checkpoint starts as if there were none.</summary>
        public string Reason { get; init; } = "";

        /// <inheritdoc/>
        public override string ToString() => $"Live tail cannot use the checkpoint {Path}: {Reason}";
    }

    /// <summary>
    /// This machine's clock and the service's differ by more than five seconds; raised again when the difference changes by more than five seconds.
    /// The tail uses the service's clock: nothing is lost.
    /// </summary>
    public sealed record ClockDiffers : CloudWatchLiveTailNotice
    {
        /// <summary>How far the service's clock is ahead; negative if it is behind.</summary>
        public TimeSpan Offset { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"The clock of CloudWatch Logs is {Seconds(Offset.Duration())} {(Offset < TimeSpan.Zero ? "behind" : "ahead of")} this machine's; live tail uses the service's";
    }

    /// <summary>The tail has ended.</summary>
    public sealed record Ended : CloudWatchLiveTailNotice
    {
        /// <summary>The number of events handed over.</summary>
        public long EventCount { get; init; }

        /// <summary>The failure; null if the tail was cancelled or reached the end of the history.</summary>
        public Exception? Exception { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail ended after {EventCount} events{(Exception is null ? "" : $": {Exception.Message}")}";
    }

    static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
