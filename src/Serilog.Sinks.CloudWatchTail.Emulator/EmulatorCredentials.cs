namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>The credentials that a client of the emulator signs its requests with.</summary>
/// <param name="AccessKeyId">The access key's identifier; any text without <c>/</c>.</param>
/// <param name="SecretAccessKey">The secret that signatures are made with.</param>
/// <param name="SessionToken">
/// The token that temporary credentials carry, or <see langword="null"/> for long-lived ones. When it is set, requests without it, or with
/// another one, are refused.
/// </param>
public sealed record EmulatorCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>The key pair that an emulator accepts when its options name none: <c>test</c> and <c>test</c>.</summary>
    public static EmulatorCredentials Default { get; } = new("test", "test");

    /// <summary>The access key's identifier alone: the secret and the token do not belong into logs.</summary>
    public override string ToString() => $"{nameof(EmulatorCredentials)} {{ {nameof(AccessKeyId)} = {AccessKeyId} }}";
}
