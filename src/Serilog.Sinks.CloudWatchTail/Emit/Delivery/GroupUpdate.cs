using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Sets retention and tags of an existing log group, once, before the first put. It never fails: a refusal is reported and not retried, and a
// transient failure is retried before a later put.
sealed class GroupUpdate(ICloudWatchLogsClient client, EmitSettings settings, Action<CloudWatchFailure> report)
{
    // The calls have low quotas, and events do not depend on them.
    static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    const int Due = 0, UnderWay = 1, Done = 2;

    readonly Failures _failures = new(settings.LogGroup);
    int _state = settings.GroupChanges is null ? Done : Due;
    bool _retentionSet;
    long _notBefore = long.MinValue;

    // The sink has created the group with all its settings.
    public void MarkDone() => Volatile.Write(ref _state, Done);

    // Puts, after updating the group if that is due. Puts that start during the update do not wait for it.
    public Task<PutLogEventsResponse> PutAsync(PutLogEventsRequest request, CancellationToken cancellationToken) =>
        Volatile.Read(ref _state) != Due || settings.Now() < Volatile.Read(ref _notBefore)
            ? client.PutLogEventsAsync(request, cancellationToken)
            : UpdateAndPutAsync(request, cancellationToken);

    async Task<PutLogEventsResponse> UpdateAndPutAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken).ConfigureAwait(false);
        return await client.PutLogEventsAsync(request, cancellationToken).ConfigureAwait(false);
    }

    async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, UnderWay, Due) != Due) return;
        var next = Due;
        try
        {
            if (await UpdateAsync(cancellationToken).ConfigureAwait(false)) next = Done;
        }
        finally
        {
            // Unless the group was created in the meantime.
            Interlocked.CompareExchange(ref _state, next, UnderWay);
        }
    }

    // Returns whether nothing is left to do.
    async Task<bool> UpdateAsync(CancellationToken cancellationToken)
    {
        var changes = settings.GroupChanges!;
        if (changes.RetentionInDays is { } days && !_retentionSet)
        {
            _retentionSet = await TryAsync($"retention could not be set to {days} days", async () =>
            {
                await client.PutRetentionPolicyAsync(new PutRetentionPolicyRequest(settings.LogGroup, days), cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            if (!_retentionSet) return false;
        }

        return changes.Tags.Count == 0 || await TryAsync("tags could not be set", async () =>
        {
            if (await FindArnAsync(cancellationToken).ConfigureAwait(false) is not { } arn) return false;
            await client.TagResourceAsync(new TagResourceRequest(arn, changes.Tags), cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    // Returns whether the change is made, or never will be.
    async Task<bool> TryAsync(string failure, Func<Task<bool>> change)
    {
        try
        {
            return await change().ConfigureAwait(false);
        }
        catch (CloudWatchLogsException exception)
        {
            if (!IsFinal(exception)) return false;
            report(_failures.GroupNotUpdated(failure, exception));
            return true;
        }
    }

    // Returns null if the group does not exist.
    async Task<string?> FindArnAsync(CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var page = await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest(settings.LogGroup, token), cancellationToken).ConfigureAwait(false);
            foreach (var group in page.LogGroups)
            {
                if (group.LogGroupName == settings.LogGroup) return group.LogGroupArn;
            }

            token = page.NextToken;
        }
        while (token is not null);
        return null;
    }

    // Whether a retry would change nothing. The put that follows, or another process, creates a group that does not exist.
    bool IsFinal(CloudWatchLogsException exception)
    {
        if (exception.IsPassing) Volatile.Write(ref _notBefore, settings.Now() + settings.TicksOf(RetryInterval));
        return !exception.IsPassing && exception.ErrorClass != CloudWatchLogsErrorClass.NotFound;
    }
}
