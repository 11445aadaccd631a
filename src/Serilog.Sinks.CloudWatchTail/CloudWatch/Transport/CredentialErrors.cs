namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The error codes of a request whose signature was refused: keys that are wrong, expired or not valid yet, or a clock that is off. Other keys, or the same
// ones later, may do what these could not; a permission that is missing is another matter.
static class CredentialErrors
{
    public static bool Has(string code) => code is "UnrecognizedClientException" or "ExpiredTokenException" or "ExpiredToken"
        or "InvalidSignatureException" or "SignatureDoesNotMatch" or "MissingAuthenticationTokenException" or "MissingAuthenticationToken"
        or "IncompleteSignatureException" or "IncompleteSignature" or "InvalidClientTokenId" or "InvalidAccessKeyId" or "RequestExpired"
        or "RequestTimeTooSkewed" or "InvalidToken" or "InvalidTokenException" or "TokenRefreshRequired";
}
