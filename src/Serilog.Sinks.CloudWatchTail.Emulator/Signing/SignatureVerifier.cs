using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Signing;

// Verifies Signature Version 4 as the service does: key, time, region, service, and every signed byte.
sealed class SignatureVerifier(EmulatorCredentials credentials, string region, TimeSpan clockSkewLimit, TimeProvider clock)
{
    const string Service = "logs";
    const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    // Checks the headers alone; returns null if they are valid. Only then is a body read into memory.
    public ServiceError? VerifyHeaders(HttpRequest request, out SignatureClaim? claim)
    {
        claim = null;
        var headers = request.Headers;
        string? authorization = headers.Authorization;
        if (string.IsNullOrEmpty(authorization)) return new("MissingAuthenticationTokenException", "Missing Authentication Token");
        if (!AuthorizationHeader.TryParse(authorization, out var header, out var problem)) return Incomplete(problem!);
        if (!SigningScope.TryParse(header!.Credential, out var scope))
        {
            return Incomplete($"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{header.Credential}'");
        }

        if (scope.AccessKeyId != credentials.AccessKeyId || !TokenMatches(headers["X-Amz-Security-Token"]))
        {
            return new("UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        if (!TryReadTime(headers, out var time)) return Incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");

        claim = new(header, scope, time);
        return CheckScope(scope, time) ?? CheckSkew(time) ?? CheckSignedHeaders(request, header);
    }

    // Checks the signature itself; returns null if it is valid.
    public ServiceError? VerifyBody(HttpContext context, SignatureClaim claim, ReadOnlySpan<byte> body)
    {
        var bodyHash = CanonicalRequest.Hash(body);
        string? stated = context.Request.Headers["X-Amz-Content-Sha256"];
        if (!string.IsNullOrEmpty(stated) && !string.Equals(stated, bodyHash, StringComparison.Ordinal)) return Mismatch();

        var canonical = CanonicalRequest.Build(context, claim.Header.SignedHeaders, bodyHash);
        var toSign = $"{AuthorizationHeader.Algorithm}\n{Format(claim.Time)}\n{claim.Scope}\n{CanonicalRequest.Hash(Encoding.UTF8.GetBytes(canonical))}";
        var expected = CanonicalRequest.Hex(HMACSHA256.HashData(Key(claim.Scope), Encoding.UTF8.GetBytes(toSign)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(claim.Header.Signature)) ? null : Mismatch();
    }

    bool TokenMatches(string? token) =>
        credentials.SessionToken is null ? string.IsNullOrEmpty(token) : string.Equals(token, credentials.SessionToken, StringComparison.Ordinal);

    static bool TryReadTime(IHeaderDictionary headers, out DateTimeOffset time)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(headers["X-Amz-Date"], TimeFormat, CultureInfo.InvariantCulture, utc, out time)
               || DateTimeOffset.TryParse(headers.Date, CultureInfo.InvariantCulture, utc, out time);
    }

    ServiceError? CheckScope(SigningScope scope, DateTimeOffset time)
    {
        if (scope.Region != region) return Invalid($"Credential should be scoped to a valid region, not '{scope.Region}'.");
        if (scope.Service != Service) return Invalid($"Credential should be scoped to correct service: '{Service}'.");
        if (scope.Terminator != "aws4_request") return Invalid($"Credential should be scoped with a valid terminator: 'aws4_request', not '{scope.Terminator}'.");
        var date = Format(time)[..8];
        return scope.Date == date ? null : Invalid($"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scope.Date}' != '{date}', from '{Format(time)}'.");
    }

    ServiceError? CheckSkew(DateTimeOffset time)
    {
        if (clockSkewLimit == Timeout.InfiniteTimeSpan) return null;
        var now = clock.GetUtcNow();
        if ((time - now).Duration() <= clockSkewLimit) return null;
        var minutes = clockSkewLimit.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);
        return time < now
            ? Invalid($"Signature expired: {Format(time)} is now earlier than {Format(now - clockSkewLimit)} ({Format(now)} - {minutes} min.)")
            : Invalid($"Signature not yet current: {Format(time)} is still later than {Format(now + clockSkewLimit)} ({Format(now)} + {minutes} min.)");
    }

    // An unsigned host or target could be exchanged in transit, so the service insists on them.
    static ServiceError? CheckSignedHeaders(HttpRequest request, AuthorizationHeader header)
    {
        if (!header.SignedHeaders.Contains("host")) return Invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        foreach (var name in request.Headers.Keys)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                && !header.SignedHeaders.Contains(name.ToLowerInvariant()))
            {
                return Invalid($"'{name}' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }

        return null;
    }

    byte[] Key(SigningScope scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey);
        foreach (var part in (ReadOnlySpan<string>)[scope.Date, scope.Region, scope.Service, scope.Terminator])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    static ServiceError Mismatch() => Invalid(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + "Consult the service documentation for details.");

    static ServiceError Invalid(string message) => new("InvalidSignatureException", message);

    static ServiceError Incomplete(string message) => new("IncompleteSignatureException", message);

    static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
