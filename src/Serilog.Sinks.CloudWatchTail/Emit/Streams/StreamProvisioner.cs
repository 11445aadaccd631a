using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>
/// Creates what the service said does not exist: the stream, and before it the group. Nothing is described first, so that writing needs no
/// permission to look; "already exists" is success.
/// </summary>
sealed class StreamProvisioner : IDisposable
{
    readonly ICloudWatchLogsClient _client;
    readonly CloudWatchSinkOptions _options;
    readonly Action<CloudWatchFailure> _report;
    readonly SemaphoreSlim _oneAtATime = new(1, 1);
    bool _retentionDue;

    public StreamProvisioner(ICloudWatchLogsClient client, CloudWatchSinkOptions options, Action<CloudWatchFailure> report)
    {
        _client = client;
        _options = options;
        _report = report;
    }

    /// <summary>Creates the stream; the failure if that was not possible, none if it is there now.</summary>
    public async Task<CloudWatchLogsException?> TryProvisionAsync(string streamName, CancellationToken cancellationToken)
    {
        // One at a time: a burst over many new streams must not create the group once for each, nor meet the low quotas of these calls at once.
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var error = await TryCreateStreamAsync(streamName, cancellationToken).ConfigureAwait(false);
            if (error is { ErrorClass: CloudWatchLogsErrorClass.NotFound } && _options.CreateLogGroup)
            {
                error = await TryCreateGroupAsync(cancellationToken).ConfigureAwait(false)
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
        TryAsync(() => _client.CreateLogStreamAsync(new CreateLogStreamRequest(_options.LogGroup!, streamName), cancellationToken));

    async Task<CloudWatchLogsException?> TryCreateGroupAsync(CancellationToken cancellationToken)
    {
        var tags = _options.Tags.Count == 0 ? null : new Dictionary<string, string>(_options.Tags);
        var request = new CreateLogGroupRequest(_options.LogGroup!, _options.LogGroupClass?.ToUpperInvariant(), _options.KmsKeyId, tags);
        var created = false;
        var error = await TryAsync(async () =>
        {
            await _client.CreateLogGroupAsync(request, cancellationToken).ConfigureAwait(false);
            created = true;
        }).ConfigureAwait(false);

        // A group that somebody else made keeps the retention that they gave it.
        if (created && _options.RetentionInDays is not null) _retentionDue = true;
        return error;
    }

    async Task<CloudWatchLogsException?> TrySetRetentionAsync(CancellationToken cancellationToken)
    {
        if (!_retentionDue) return null;
        var request = new PutRetentionPolicyRequest(_options.LogGroup!, _options.RetentionInDays!.Value);
        var error = await TryAsync(() => _client.PutRetentionPolicyAsync(request, cancellationToken)).ConfigureAwait(false);
        if (error is { ErrorClass: CloudWatchLogsErrorClass.Throttled or CloudWatchLogsErrorClass.Unavailable }) return error;

        _retentionDue = false;
        if (error is not null)
        {
            // The group is there and takes events: they must not wait for a permission that only limits how long they are kept.
            _report(new CloudWatchFailure(
                CloudWatchFailureKind.Temporary,
                error.ErrorClass == CloudWatchLogsErrorClass.Denied ? CloudWatchFailureReason.Denied : CloudWatchFailureReason.Invalid,
                $"The retention of the new log group {_options.LogGroup} could not be set to {_options.RetentionInDays} days; its events are kept for ever.",
                0,
                logGroup: _options.LogGroup,
                exception: error));
        }

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
