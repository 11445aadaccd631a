namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>The credentials that a client of the emulator signs its requests with.</summary>
public sealed record EmulatorCredentials
{
    /// <summary>Create a key pair.</summary>
    /// <param name="accessKeyId">The access key ID; any text without <c>/</c>.</param>
    /// <param name="secretAccessKey">The secret that signatures are made with.</param>
    /// <param name="sessionToken">The token that temporary credentials carry. Default: none.</param>
    public EmulatorCredentials(string accessKeyId, string secretAccessKey, string? sessionToken = null) =>
        (AccessKeyId, SecretAccessKey, SessionToken) = (accessKeyId, secretAccessKey, sessionToken);

    /// <summary>The access key ID.</summary>
    public string AccessKeyId { get; init; }

    /// <summary>The secret that signatures are made with.</summary>
    public string SecretAccessKey { get; init; }

    /// <summary>
    /// The token of temporary credentials, or <see langword="null"/> for long-lived ones. If it is set, requests with another token or none are
    /// refused.
    /// </summary>
    public string? SessionToken { get; init; }

    /// <summary>The key pair that an emulator accepts by default: <c>test</c> and <c>test</c>.</summary>
    public static EmulatorCredentials Default { get; } = new("test", "test");

    /// <summary>Return the access key ID only: the secret and the token do not belong in logs.</summary>
    public override string ToString() => $"{nameof(EmulatorCredentials)} {{ {nameof(AccessKeyId)} = {AccessKeyId} }}";
}
