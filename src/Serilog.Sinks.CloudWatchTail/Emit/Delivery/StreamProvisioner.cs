using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>
/// Creates what the service said does not exist: the stream, and before it the group. Nothing is described first, so that writing needs no
/// permission to look; "already exists" is success.
/// </summary>
sealed class StreamProvisioner(ICloudWatchLogsClient client, EmitSettings settings, Action<CloudWatchFailure> report) : IDisposable
{
    readonly SemaphoreSlim _oneAtATime = new(1, 1);
    bool _retentionDue;

    /// <summary>What sends the puts, since the first of them may have to wait for an update of the group.</summary>
    public GroupUpdate Update { get; } = new(client, settings, report);

    /// <summary>Creates the stream; the failure if that was not possible, none if it is there now.</summary>
    public async Task<CloudWatchLogsException?> TryProvisionAsync(string streamName, CancellationToken cancellationToken)
    {
        // One at a time: a burst over many new streams must not create the group once for each, nor meet the low quotas of these calls at once.
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var error = await TryCreateStreamAsync(streamName, cancellationToken).ConfigureAwait(false);
            if (error is { ErrorClass: CloudWatchLogsErrorClass.NotFound } && settings.NewLogGroup is { } group)
            {
                error = await TryCreateGroupAsync(group, cancellationToken).ConfigureAwait(false)
                    ?? await TrySetRetentionAsync(cancellationToken).ConfigureAwait(false)
                    ?? await TryCreateStreamAsync(streamName, cancellationToken).ConfigureAwait(false);
            }

            return error ?? await TrySetRetentionAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    Task<CloudWatchLogsException?> TryCreateStreamAsync(string streamName, CancellationToken cancellationToken) =>
        TryAsync(() => client.CreateLogStreamAsync(new CreateLogStreamRequest(settings.LogGroup, streamName), cancellationToken));

    async Task<CloudWatchLogsException?> TryCreateGroupAsync(NewLogGroup group, CancellationToken cancellationToken)
    {
        var request = new CreateLogGroupRequest(settings.LogGroup, group.Class, group.KmsKeyId, group.Tags, group.DeletionProtection);
        var created = false;
        var error = await TryAsync(async () =>
        {
            await client.CreateLogGroupAsync(request, cancellationToken).ConfigureAwait(false);
            created = true;
        }).ConfigureAwait(false);

        // A group that another process made keeps the retention that it was given there.
        if (created)
        {
            Update.MarkDone();
            _retentionDue = group.RetentionInDays is not null;
        }

        return error;
    }

    async Task<CloudWatchLogsException?> TrySetRetentionAsync(CancellationToken cancellationToken)
    {
        if (!_retentionDue) return null;
        var days = settings.NewLogGroup!.RetentionInDays!.Value;
        var error = await TryAsync(() => client.PutRetentionPolicyAsync(new PutRetentionPolicyRequest(settings.LogGroup, days), cancellationToken)).ConfigureAwait(false);
        if (error is { IsPassing: true }) return error;

        // The group is there and takes events: they must not wait for a permission that only limits how long they are kept.
        _retentionDue = false;
        if (error is not null) report(new Failures(settings.LogGroup).RetentionNotSet(days, error));
        return null;
    }

    static async Task<CloudWatchLogsException?> TryAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            return null;
        }
        catch (CloudWatchLogsException ex)
        {
            return ex.ErrorClass == CloudWatchLogsErrorClass.Exists ? null : ex;
        }
    }
}
