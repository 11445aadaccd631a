using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>
/// What the SDK signs with: the credentials that were current when the call began. They are asked for before each call, on the pool and within the
/// call's time limit, because the SDK would wait for them without any: a renewal that hangs would hold the call for ever, or the thread that makes it.
/// </summary>
sealed class CurrentCredentials : AWSCredentials
{
    /// <summary>After this long a question that got no answer is not waited for any more, and asked again.</summary>
    static readonly TimeSpan HangsAfter = TimeSpan.FromMinutes(2);

    readonly object _gate = new();
    readonly AWSCredentials? _given;
    readonly IClientConfig _config;
    readonly TimeProvider _timeProvider;
    AWSCredentials? _found;
    ImmutableCredentials? _current;
    Task? _asking;
    long _askedAt;

    /// <param name="given">Null for the SDK's own chain.</param>
    public CurrentCredentials(AWSCredentials? given, IClientConfig config, TimeProvider timeProvider)
    {
        _given = given;
        _config = config;
        _timeProvider = timeProvider;
    }

    public override ImmutableCredentials GetCredentials() =>
        Volatile.Read(ref _current) ?? throw new AmazonClientException("No credentials were asked for.");

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());

    /// <exception cref="CloudWatchLogsException">There are none.</exception>
    /// <exception cref="OperationCanceledException">They did not come in time.</exception>
    public async ValueTask EnsureAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        // Keys that are given as such do not change.
        if (_current is not null && _given is BasicAWSCredentials or SessionAWSCredentials) return;
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

    public static CloudWatchLogsException Missing(ServiceRequest request, Exception exception, bool none = false) => new(
        $"{request.Operation} could not be signed: {exception.Message}",
        exception,
        "CredentialsNotAvailable",
        CloudWatchLogsErrorClass.Denied)
    {
        HasNoCredentials = none,
    };

    // One question at a time, whoever waits for the answer.
    Task Ask()
    {
        lock (_gate)
        {
            if (_asking is { IsCompleted: false } && _timeProvider.GetElapsedTime(_askedAt) < HangsAfter) return _asking;
            _askedAt = _timeProvider.GetTimestamp();
            _asking = Task.Run(FindAsync, CancellationToken.None);

            // When nobody waits any more its failure is nobody's, and must not come up as an unobserved exception.
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
            // The chain ends with the instance's own profile, also where there is no instance.
            throw new NoCredentialsException(e);
        }

        // What was good once is kept and renews itself; until then the whole chain is searched again.
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
