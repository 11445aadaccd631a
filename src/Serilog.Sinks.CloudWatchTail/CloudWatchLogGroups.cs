using Serilog.Sinks.CloudWatchTail.Common;
using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// Lists log groups and log streams, and reads a group's newest events, newest first. Safe for concurrent use. A call that is throttled or does not
/// reach the service is retried a few times.
/// </summary>
public sealed class CloudWatchLogGroups : IDisposable
{
    const int Attempts = 6;

    static readonly DateTimeOffset EarliestStart = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ICloudWatchLogsClient _client;
    readonly TimeProvider _timeProvider;

    /// <summary>Create a reader. Nothing is sent over the network before the first call.</summary>
    /// <param name="connection">The connection to the service; later changes have no effect.</param>
    /// <exception cref="ArgumentException">An option's value breaks a rule; the message names the option, the value and the rule.</exception>
    public CloudWatchLogGroups(CloudWatchConnectionOptions connection)
        : this(CloudWatchLogsClient.Create(connection ?? throw new ArgumentNullException(nameof(connection))), TimeProvider.System)
    {
    }

    internal CloudWatchLogGroups(ICloudWatchLogsClient client, TimeProvider timeProvider)
    {
        _client = client;
        _timeProvider = timeProvider;
    }

    /// <summary>List log groups by name. Needs <c>logs:DescribeLogGroups</c>.</summary>
    /// <param name="prefix">The prefix of their names. Default: null, all groups.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The groups by name, fetched in pages of 50 on demand.</returns>
    /// <exception cref="CloudWatchLogsException">The service refuses, or cannot be reached.</exception>
    public async IAsyncEnumerable<CloudWatchLogGroup> ListAsync(string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var request = new DescribeLogGroupsRequest(string.IsNullOrEmpty(prefix) ? null : prefix, token);
            var page = await CallAsync(() => _client.DescribeLogGroupsAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var group in page.LogGroups) yield return Group(group);
            token = page.NextToken;
        }
        while (token is not null);
    }

    /// <summary>List a group's log streams. Needs <c>logs:DescribeLogStreams</c>.</summary>
    /// <param name="logGroup">The group's name or ARN.</param>
    /// <param name="prefix">The prefix of the streams' names, which are then sorted by name. Default: null, all streams, the one with the newest
    /// event first.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The streams, fetched in pages of 50 on demand.</returns>
    /// <exception cref="CloudWatchLogsException">The service refuses, the group does not exist, or the service cannot be reached.</exception>
    public async IAsyncEnumerable<CloudWatchLogStream> ListStreamsAsync(string logGroup, string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(logGroup);
        var hasPrefix = !string.IsNullOrEmpty(prefix);
        string? token = null;
        do
        {
            var request = new DescribeLogStreamsRequest(LogGroupArn.WithoutStar(logGroup), hasPrefix ? prefix : null, NewestFirst: !hasPrefix, token);
            var page = await CallAsync(() => _client.DescribeLogStreamsAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var stream in page.LogStreams) yield return Stream(stream);
            token = page.NextToken;
        }
        while (token is not null);
    }

    /// <summary>
    /// Read a group's events from the end, newest first. Needs <c>logs:FilterLogEvents</c>. Stop enumerating when there are enough: pages are fetched
    /// on demand.
    /// </summary>
    /// <param name="logGroup">The group's name or ARN.</param>
    /// <param name="query">Selects events. Default: null, all events.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The messages, newest first.</returns>
    /// <exception cref="CloudWatchLogsException">The service refuses, the group does not exist, or the service cannot be reached.</exception>
    public async IAsyncEnumerable<CloudWatchLiveTailMessage> ReadNewestAsync(
        string logGroup,
        CloudWatchNewestEventsQuery? query = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(logGroup);
        query ??= new CloudWatchNewestEventsQuery();
        var identifier = LogGroupArn.WithoutStar(logGroup);
        var name = LogGroupArn.TryParse(identifier, out var arn) ? arn.LogGroupName : identifier;
        var start = query.StartTime is { } asked && asked > EarliestStart ? asked : EarliestStart;
        string? token = null;
        do
        {
            var request = new FilterLogEventsRequest(
                identifier,
                start.ToUnixTimeMilliseconds(),
                query.EndTime?.ToUnixTimeMilliseconds(),
                query.LogStreamNames,
                query.LogStreamNamePrefix,
                query.LogEventFilterPattern,
                token,
                query.PageSize,
                NewestFirst: true);
            var page = await CallAsync(() => _client.FilterLogEventsAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var found in page.Events)
            {
                var origin = new EventOrigin(identifier, name, found.LogStreamName, ServiceTime.From(found.IngestionTime), _client.Endpoint, Backfilled: true, Account: arn?.AccountId ?? "");
                yield return new CloudWatchLiveTailMessage(new TailedMessage(origin, found.Timestamp, found.Message));
            }

            token = page.NextToken;
        }
        while (token is not null);
    }

    /// <summary>Close the connections. Further calls do nothing.</summary>
    public void Dispose() => _client.Dispose();

    async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var schedule = new ReconnectSchedule(SystemRandom.NextDouble);
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan delay;
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (CloudWatchLogsException exception) when (attempt < Attempts && IsWorthAnotherTry(exception))
            {
                delay = schedule.NextDelay(exception.ErrorClass == CloudWatchLogsErrorClass.Throttled);
            }

            await Task.Delay(delay, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    // A refused connection is final here, because the caller waits for the result.
    static bool IsWorthAnotherTry(CloudWatchLogsException exception) =>
        exception is { ErrorClass: CloudWatchLogsErrorClass.Throttled } or { ErrorClass: CloudWatchLogsErrorClass.Unavailable, ErrorCode: not "ConnectionFailed" };

    static CloudWatchLogGroup Group(LogGroupDescription group) => new()
    {
        Name = group.LogGroupName,
        Arn = group.LogGroupArn,
        LogGroupClass = group.LogGroupClass ?? "STANDARD",
        RetentionInDays = group.RetentionInDays,
        StoredBytes = group.StoredBytes ?? 0,
        CreatedAt = Time(group.CreationTime),
        KmsKeyId = group.KmsKeyId,
    };

    static CloudWatchLogStream Stream(LogStreamDescription stream) => new()
    {
        Name = stream.LogStreamName,
        CreatedAt = Time(stream.CreationTime),
        FirstEvent = Time(stream.FirstEventTimestamp),
        LastEvent = Time(stream.LastEventTimestamp),
    };

    static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } known ? ServiceTime.From(known) : null;
}
