using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Creates whatever the service reported as missing: the stream, and the group before it. It describes nothing first, so that writing needs no read
// permission; "already exists" is success.
sealed class StreamProvisioner(ICloudWatchLogsClient client, EmitSettings settings, Action<CloudWatchFailure> report) : IDisposable
{
    readonly SemaphoreSlim _oneAtATime = new(1, 1);
    bool _retentionDue;

    // Sends the puts, because the first of them may have to wait for an update of the group.
    public GroupUpdate Update { get; } = new(client, settings, report);

    // Creates the stream. Returns the failure, or null if the stream exists now.
    public async Task<CloudWatchLogsException?> TryProvisionAsync(string streamName, CancellationToken cancellationToken)
    {
        // One at a time: a burst over many new streams must not create the group once for each, or exceed the low quotas of these calls.
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

        // A group created by another process keeps the retention that it has.
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

        // The group exists and accepts events, which must not wait for a permission that only limits how long they are kept.
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
