namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// Something that happened to a live tail, as a value: match on the nested types. <see cref="object.ToString"/> gives one line for people,
/// without any log message in it.
/// </summary>
public abstract record CloudWatchLiveTailNotice
{
    CloudWatchLiveTailNotice()
    {
    }

    /// <summary>A session is live: what is put from now on is shown. Raised again after each reconnect.</summary>
    /// <param name="LogGroups">The ARNs of the session's log groups.</param>
    public sealed record Started(IReadOnlyList<string> LogGroups) : CloudWatchLiveTailNotice
    {
        /// <summary>The service's id of the session, which AWS support asks for; null if it gave none.</summary>
        public string? SessionId { get; init; }

        /// <summary>The service's id of the request that started the session; null if it gave none.</summary>
        public string? RequestId { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Live tail of {string.Join(", ", LogGroups)} started{(SessionId is null ? "" : $" (session {SessionId}, request {RequestId})")}";
    }

    /// <summary>A session ended or could not be started, or the log groups could not be looked up; the next attempt follows.</summary>
    /// <param name="LogGroups">The ARNs of the session's log groups; while they are looked up, what the options name.</param>
    /// <param name="Cause">Why, for example the service's three-hour limit, a cut connection, silence, or throttling.</param>
    /// <param name="Exception">The exception behind it, if there is one.</param>
    /// <param name="RetryAfter">The wait before the next attempt.</param>
    public sealed record Interrupted(IReadOnlyList<string> LogGroups, string Cause, Exception? Exception, TimeSpan RetryAfter) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail of {string.Join(", ", LogGroups)} interrupted: {Cause}; trying again in {Seconds(RetryAfter)}";
    }

    /// <summary>History was read, and the events that arrived meanwhile follow.</summary>
    /// <param name="Length">From the history's beginning to the start of the tail.</param>
    /// <param name="EventCount">How many events it had.</param>
    public sealed record HistoryRead(TimeSpan Length, long EventCount) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail read a history of {Seconds(Length)} with {EventCount} events";
    }

    /// <summary>An interruption was filled, as far as the service's queries show.</summary>
    /// <param name="Length">How long the live session was away.</param>
    /// <param name="EventCount">How many events the queries found that live tail had not shown; exact once <paramref name="Complete"/>.</param>
    /// <param name="Complete">Whether the overlap has passed, so that nothing more is looked for.</param>
    public sealed record GapFilled(TimeSpan Length, long EventCount, bool Complete) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail filled a gap of {Seconds(Length)} with {EventCount} events{(Complete ? "" : " so far")}";
    }

    /// <summary>Seconds in which the service showed only a sample, or which the queue had no room for, were filled.</summary>
    /// <param name="Length">How long: one second, or a run of them.</param>
    /// <param name="EventCount">How many events the queries found that live tail had not shown; exact once <paramref name="Complete"/>.</param>
    /// <param name="Complete">Whether the overlap has passed, so that nothing more is looked for.</param>
    public sealed record SampledSecondsFilled(TimeSpan Length, long EventCount, bool Complete) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail filled {Seconds(Length)} that were sampled with {EventCount} events{(Complete ? "" : " so far")}";
    }

    /// <summary>What the full queue had no room for was fetched again (with <see cref="CloudWatchLiveTailOptions.BlockWhenFull"/>, or after long history).</summary>
    /// <param name="Length">How long the queue was full.</param>
    /// <param name="EventCount">How many events were fetched; exact once <paramref name="Complete"/>.</param>
    /// <param name="Complete">Whether the overlap has passed, so that nothing more is looked for.</param>
    public sealed record OverflowFilled(TimeSpan Length, long EventCount, bool Complete) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail fetched {EventCount} events{(Complete ? "" : " so far")} that a full queue of {Seconds(Length)} had no room for";
    }

    /// <summary>The sweep found events that the service had neither shown nor said that it dropped.</summary>
    /// <param name="EventCount">How many.</param>
    public sealed record DroppedEventsFound(long EventCount) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail found {EventCount} events that the service had not shown";
    }

    /// <summary>Filling takes longer than it should: the queries are throttled, slow, or there is too much to read.</summary>
    /// <param name="Behind">How long the query that runs now has been running.</param>
    /// <param name="Throttles">How many of its calls were throttled or failed.</param>
    public sealed record FillingFellBehind(TimeSpan Behind, int Throttles) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail fell behind in filling gaps: {Seconds(Behind)}, {Throttles} calls throttled or failed";
    }

    /// <summary>The memory for filling is full, so that a part of it was given up: it fell too far behind, or too many events are dated ahead.</summary>
    /// <param name="Before">
    /// Events with timestamps before this are not looked for any more, if live tail did not show them; null when that goes for events whose
    /// timestamps are ahead of their ingestion by more than <see cref="CloudWatchLiveTailOptions.Overlap"/>.
    /// </param>
    public sealed record FillingGivenUp(DateTimeOffset? Before) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => Before is { } before
            ? $"Live tail gave up filling gaps before {before:O}"
            : "Live tail gave up filling gaps for events dated ahead";
    }

    /// <summary>Received events were thrown away because the consumer was too slow.</summary>
    /// <param name="EventCount">How many since the last such notice.</param>
    public sealed record EventsShed(long EventCount) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail shed {EventCount} events";
    }

    /// <summary>A group that matches a prefix is not tailed.</summary>
    /// <param name="LogGroup">The group's name.</param>
    /// <param name="Reason">Why.</param>
    public sealed record LogGroupLeftOut(string LogGroup, string Reason) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail leaves out the log group {LogGroup}: {Reason}";
    }

    /// <summary>
    /// A group that is tailed does not exist any more. The tail goes on with the others, looks for it, and tails it again once it exists; a
    /// <see cref="Started"/> with its ARN says so.
    /// </summary>
    public sealed record LogGroupMissing : CloudWatchLiveTailNotice
    {
        /// <summary>The group's name.</summary>
        public string LogGroup { get; init; } = "";

        /// <inheritdoc/>
        public override string ToString() => $"Live tail misses the log group {LogGroup}: it does not exist any more";
    }

    /// <summary>The queries that fill gaps are refused for a group that could be queried before, by expired credentials or a changed policy.</summary>
    public sealed record QueriesRefused : CloudWatchLiveTailNotice
    {
        /// <summary>The group's ARN.</summary>
        public string LogGroup { get; init; } = "";

        /// <summary>The service's refusal.</summary>
        public Exception? Exception { get; init; }

        /// <summary>Whether it has been refused for so long that what this query would have found is given up; otherwise it is repeated.</summary>
        public bool GivenUp { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"Live tail cannot query {LogGroup}: {Exception?.Message}; {(GivenUp ? "what the query would have found may be missing" : "trying again")}";
    }

    /// <summary>The checkpoint file could not be read or written.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Reason">Why; when reading, the tail starts as if there were none.</param>
    public sealed record CheckpointFailed(string Path, string Reason) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail cannot use the checkpoint {Path}: {Reason}";
    }

    /// <summary>
    /// This machine's clock and the service's differ by more than five seconds, or by more than five seconds more or less than was told before.
    /// The tail reckons with the service's: nothing is lost by it.
    /// </summary>
    public sealed record ClockDiffers : CloudWatchLiveTailNotice
    {
        /// <summary>By how much the service's clock is ahead; negative when it is behind.</summary>
        public TimeSpan Offset { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"The clock of CloudWatch Logs is {Seconds(Offset.Duration())} {(Offset < TimeSpan.Zero ? "behind" : "ahead of")} this machine's; live tail reckons with it";
    }

    /// <summary>The tail has ended.</summary>
    /// <param name="EventCount">How many events were handed over.</param>
    /// <param name="Exception">Why; null when it was cancelled.</param>
    public sealed record Ended(long EventCount, Exception? Exception) : CloudWatchLiveTailNotice
    {
        /// <inheritdoc/>
        public override string ToString() => $"Live tail ended after {EventCount} events{(Exception is null ? "" : $": {Exception.Message}")}";
    }

    static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
