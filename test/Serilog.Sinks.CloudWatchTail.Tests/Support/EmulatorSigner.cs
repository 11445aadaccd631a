using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Signature Version 4 from its specification, for tests that speak raw HTTP.</summary>
static class EmulatorSigner
{
    public static void Sign(HttpRequestMessage request, byte[] body, EmulatorCredentials credentials, string region, DateTimeOffset time, string service = "logs", string? host = null)
    {
        var stamp = Stamp(time);
        request.Headers.Host = host ?? request.RequestUri!.Authority;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", stamp);
        if (credentials.SessionToken is { } token) request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);

        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.Headers.Host };
        foreach (var header in request.Headers.Concat(request.Content!.Headers))
        {
            var name = header.Key.ToLowerInvariant();
            if (name.StartsWith("x-amz-") || name == "content-type") headers[name] = string.Join(",", header.Value);
        }

        var signedHeaders = string.Join(';', headers.Keys);
        var canonical = $"{request.Method}\n{request.RequestUri!.AbsolutePath}\n\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{signedHeaders}\n{Hash(body)}";
        Authorize(request, canonical, signedHeaders, credentials, $"{stamp[..8]}/{region}/{service}/aws4_request", stamp);
    }

    /// <summary>The last step: sign a canonical request and say so in the header.</summary>
    public static void Authorize(
        HttpRequestMessage request, string canonical, string signedHeaders, EmulatorCredentials credentials, string scope, string stamp)
    {
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey);
        foreach (var part in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={signedHeaders}, Signature={signature}");
    }

    public static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string Hash(byte[] bytes) => Hex(SHA256.HashData(bytes));

    static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
