using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The credentials that the SDK signs with. They are resolved before each call, on the thread pool and within the call's time limit: the SDK would
// wait for them without a limit, so a renewal that hangs would block the call, or its thread, forever.
sealed class CurrentCredentials : AWSCredentials
{
    // After this long a lookup is abandoned, and the next call starts another.
    static readonly TimeSpan HangsAfter = TimeSpan.FromMinutes(2);

    readonly object _gate = new();
    readonly AWSCredentials? _given;
    readonly IClientConfig _config;
    readonly TimeProvider _timeProvider;
    AWSCredentials? _found;
    ImmutableCredentials? _current;
    Task? _asking;
    long _askedAt;

    // given is null for the SDK's default chain.
    public CurrentCredentials(AWSCredentials? given, IClientConfig config, TimeProvider timeProvider)
    {
        _given = given;
        _config = config;
        _timeProvider = timeProvider;
    }

    public override ImmutableCredentials GetCredentials() =>
        Volatile.Read(ref _current) ?? throw new AmazonClientException("No credentials were resolved yet.");

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());

    // Throws CloudWatchLogsException if there are no credentials, OperationCanceledException if the lookup does not finish in time.
    public ValueTask EnsureAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        if (_given is not (BasicAWSCredentials or SessionAWSCredentials)) return LookUpAsync(request, cancellationToken);

        // Fixed keys are at hand and never change.
        _current ??= _given.GetCredentials();
        return default;
    }

    public static CloudWatchLogsException Missing(ServiceRequest request, Exception exception, bool none = false) => new(
        $"{request.Operation} could not be signed: {CredentialFailure.TextOf(exception)}",
        exception,
        "CredentialsNotAvailable",
        CloudWatchLogsErrorClass.Denied)
    {
        HasNoCredentials = none,
        IsOfSigning = true,
    };

    async ValueTask LookUpAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        request.AwaitsCredentials = true;
        try
        {
            await Ask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NoCredentialsException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Missing(request, e.InnerException!, none: true);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Missing(request, e);
        }

        request.AwaitsCredentials = false;
    }

    // Starts a lookup, or joins the one that is running.
    Task Ask()
    {
        lock (_gate)
        {
            if (_asking is { IsCompleted: false } && _timeProvider.GetElapsedTime(_askedAt) < HangsAfter) return _asking;
            _askedAt = _timeProvider.GetTimestamp();
            _asking = Task.Run(FindAsync, CancellationToken.None);

            // Its failure must not become an unobserved exception if all callers have stopped waiting.
            _ = _asking.ContinueWith(
                static failed => _ = failed.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return _asking;
        }
    }

    async Task FindAsync()
    {
        var source = _given ?? _found ?? await SearchChainAsync().ConfigureAwait(false);
        try
        {
            Volatile.Write(ref _current, await source.GetCredentialsAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (_given is null && _found is null && IsInstanceProfile(source))
        {
            // The chain ends with the instance profile, even on a machine that is not an EC2 instance.
            throw new NoCredentialsException(e);
        }

        // A source that has worked once is kept and renews its credentials itself. Until then each lookup searches the whole chain.
        _found = source;
    }

    async Task<AWSCredentials> SearchChainAsync()
    {
        try
        {
            return await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(_config).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new NoCredentialsException(e);
        }
    }

    static bool IsInstanceProfile(AWSCredentials source) => source.GetType().Name.Contains("InstanceProfile", StringComparison.Ordinal);

    sealed class NoCredentialsException(Exception cause) : Exception(cause.Message, cause);
}
