using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>
/// Looks for credentials before the first request, so that having none is one clear failure within the call's time limit. Once there were some,
/// the SDK keeps and renews them.
/// </summary>
sealed class CredentialsCheck
{
    readonly SharedLookup<AWSCredentials> _lookup;

    /// <param name="credentials">Null for the SDK's own chain.</param>
    public CredentialsCheck(AWSCredentials? credentials, IClientConfig config)
    {
        _lookup = new SharedLookup<AWSCredentials>(async () =>
        {
            var found = credentials ?? await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(config).ConfigureAwait(false);
            await found.GetCredentialsAsync().ConfigureAwait(false);
            return found;
        });
    }

    public ValueTask EnsureAsync(ServiceRequest request, CancellationToken cancellationToken) =>
        _lookup.Known is null ? new ValueTask(WaitAsync(request, cancellationToken)) : ValueTask.CompletedTask;

    async Task WaitAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await _lookup.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Missing(request, e);
        }
    }

    public static CloudWatchLogsException Missing(ServiceRequest request, Exception exception) => new(
        $"{request.Operation} could not be signed: {exception.Message}",
        exception,
        "CredentialsNotAvailable",
        CloudWatchLogsErrorClass.Denied);
}
