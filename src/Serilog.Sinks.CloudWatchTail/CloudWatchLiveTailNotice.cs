namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// An event in the life of a live tail, as a value: match on the nested types and their properties, of which there may be more in a later
/// version. <see cref="object.ToString"/> gives one line for people, without any log message in it.
/// </summary>
public abstract record CloudWatchLiveTailNotice
{
    CloudWatchLiveTailNotice()
    {
    }

    /// <summary>A session is live: what is put from now on is shown. Raised again after each reconnect.</summary>
    public sealed record Started : CloudWatchLiveTailNotice
    {
        /// <summary>The ARNs of the session's log groups.</summary>
        public IReadOnlyList<string> LogGroups { get; init; } = [];

        /// <summary>The service's id of the session, which AWS support asks for; null if it gave none.</summary>
        public string? SessionId { get; init; }

        /// <summary>The service's id of the request that started the session; null if it gave none.</summary>
        public string? RequestId { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Live tail of {string.Join(", ", LogGroups)} started{(SessionId is null ? "" : $" (session {SessionId}, request {RequestId})")}";
    }

    /// <summary>A session ended or could not be started, or the log groups could not be looked up; the next attempt follows.</summary>
    public sealed record Interrupted : CloudWatchLiveTailNotice
    {
        /// <summary>The ARNs of the session's log groups; while they are looked up, the names in the options.</summary>
        public IReadOnlyList<string> LogGroups { get; init; } = [];

        /// <summary>Why, for example the service's three-hour limit, a cut connection, silence, or throttling.</summary>
        public string Cause { get; init; } = "";

        /// <summary>The exception behind it, if there is one.</summary>
        public Exception? Exception { get; init; }

        /// <summary>The wait before the next attempt.</summary>
        public TimeSpan RetryAfter { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail of {string.Join(", ", LogGroups)} interrupted: {Cause}; trying again in {Seconds(RetryAfter)}";
    }

    /// <summary>The history has been read; the events that arrived meanwhile follow.</summary>
    public sealed record HistoryRead : CloudWatchLiveTailNotice
    {
        /// <summary>From the history's beginning to its end, or to the start of the tail.</summary>
        public TimeSpan Length { get; init; }

        /// <summary>The number of its events.</summary>
        public long EventCount { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail read a history of {Seconds(Length)} with {EventCount} events";
    }

    /// <summary>An interruption was backfilled, as far as the service's queries show.</summary>
    public sealed record GapBackfilled : CloudWatchLiveTailNotice
    {
        /// <summary>How long the live session was away.</summary>
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
        /// <summary>How long: one second, or a run of them.</summary>
        public TimeSpan Length { get; init; }

        /// <summary>How many events the queries found that live tail had not shown; exact once <see cref="Complete"/>.</summary>
        public long EventCount { get; init; }

        /// <summary>Whether the overlap has passed, so that the tail looks for no more.</summary>
        public bool Complete { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail backfilled {Seconds(Length)} that were sampled with {EventCount} events{(Complete ? "" : " so far")}";
    }

    /// <summary>Events that found the queue full were fetched again (with <see cref="CloudWatchLiveTailOptions.BlockWhenFull"/>, or after a long history).</summary>
    public sealed record OverflowBackfilled : CloudWatchLiveTailNotice
    {
        /// <summary>How long the queue was full.</summary>
        public TimeSpan Length { get; init; }

        /// <summary>How many events were fetched; exact once <see cref="Complete"/>.</summary>
        public long EventCount { get; init; }

        /// <summary>Whether the overlap has passed, so that the tail looks for no more.</summary>
        public bool Complete { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail fetched {EventCount} events{(Complete ? "" : " so far")} that a queue full for {Seconds(Length)} had no room for";
    }

    /// <summary>The sweep found events that the service had neither shown nor said that it dropped.</summary>
    public sealed record MissedEventsFound : CloudWatchLiveTailNotice
    {
        /// <summary>The number of events.</summary>
        public long EventCount { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail found {EventCount} events that the service had not shown";
    }

    /// <summary>The backfill takes longer than it should: its queries are throttled or slow, or there is too much to read.</summary>
    public sealed record BackfillFellBehind : CloudWatchLiveTailNotice
    {
        /// <summary>How long the current query has been running.</summary>
        public TimeSpan Behind { get; init; }

        /// <summary>How many of its calls were throttled or failed.</summary>
        public int Throttles { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail's backfill fell behind: {Seconds(Behind)}, {Throttles} calls throttled or failed";
    }

    /// <summary>The backfill's memory is full and a part of it was given up: the backfill fell too far behind, or too many events are dated ahead.</summary>
    public sealed record BackfillGivenUp : CloudWatchLiveTailNotice
    {
        /// <summary>
        /// The tail no longer looks for events with timestamps before this, if live tail did not show them; null when it no longer looks for
        /// events whose timestamps are ahead of their ingestion by more than <see cref="CloudWatchLiveTailOptions.Overlap"/>.
        /// </summary>
        public DateTimeOffset? Before { get; init; }

        /// <inheritdoc/>
        public override string ToString() => Before is { } before
            ? $"Live tail gave up the backfill before {before:O}"
            : "Live tail gave up the backfill of events dated ahead";
    }

    /// <summary>The backfill's queries are refused for a group that could be queried before, by expired credentials or a changed policy.</summary>
    public sealed record QueriesRefused : CloudWatchLiveTailNotice
    {
        /// <summary>The group's ARN.</summary>
        public string LogGroup { get; init; } = "";

        /// <summary>The service's refusal.</summary>
        public Exception? Exception { get; init; }

        /// <summary>Whether the query was refused for so long that the tail goes on without its events; otherwise it is repeated.</summary>
        public bool GivenUp { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Live tail cannot query {LogGroup}: {Exception?.Message}; {(GivenUp ? "events that only this query would have found may be missing" : "trying again")}";
    }

    /// <summary>Received events were dropped because the consumer was too slow.</summary>
    public sealed record EventsDropped : CloudWatchLiveTailNotice
    {
        /// <summary>How many since the last such notice.</summary>
        public long EventCount { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail dropped {EventCount} events";
    }

    /// <summary>A group that matches a prefix is not tailed.</summary>
    public sealed record LogGroupLeftOut : CloudWatchLiveTailNotice
    {
        /// <summary>The group's name.</summary>
        public string LogGroup { get; init; } = "";

        /// <summary>Why.</summary>
        public string Reason { get; init; } = "";

        /// <inheritdoc/>
        public override string ToString() => $"Live tail leaves out the log group {LogGroup}: {Reason}";
    }

    /// <summary>
    /// A tailed group does not exist any more. The tail goes on with the others, looks for it, and tails it again once it exists; a
    /// <see cref="Started"/> with its ARN says so.
    /// </summary>
    public sealed record LogGroupMissing : CloudWatchLiveTailNotice
    {
        /// <summary>The group's name.</summary>
        public string LogGroup { get; init; } = "";

        /// <inheritdoc/>
        public override string ToString() => $"Live tail misses the log group {LogGroup}: it does not exist any more";
    }

    /// <summary>The checkpoint file could not be read or written.</summary>
    public sealed record CheckpointFailed : CloudWatchLiveTailNotice
    {
        /// <summary>The file.</summary>
        public string Path { get; init; } = "";

        /// <summary>Why. A tail that cannot read its checkpoint starts as if there were none.</summary>
        public string Reason { get; init; } = "";

        /// <inheritdoc/>
        public override string ToString() => $"Live tail cannot use the checkpoint {Path}: {Reason}";
    }

    /// <summary>
    /// This machine's clock and the service's differ by more than five seconds; raised again when the difference changes by more than five
    /// seconds. The tail goes by the service's clock: nothing is lost.
    /// </summary>
    public sealed record ClockDiffers : CloudWatchLiveTailNotice
    {
        /// <summary>By how much the service's clock is ahead; negative when it is behind.</summary>
        public TimeSpan Offset { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"The clock of CloudWatch Logs is {Seconds(Offset.Duration())} {(Offset < TimeSpan.Zero ? "behind" : "ahead of")} this machine's; live tail goes by the service's";
    }

    /// <summary>The tail has ended.</summary>
    public sealed record Ended : CloudWatchLiveTailNotice
    {
        /// <summary>How many events were handed over.</summary>
        public long EventCount { get; init; }

        /// <summary>Why; null when it was cancelled, or came to the end of the history.</summary>
        public Exception? Exception { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"Live tail ended after {EventCount} events{(Exception is null ? "" : $": {Exception.Message}")}";
    }

    static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
