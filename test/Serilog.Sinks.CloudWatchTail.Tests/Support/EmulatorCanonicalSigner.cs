using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Signature Version 4 with each part of the canonical request in the test's hand.</summary>
static class EmulatorCanonicalSigner
{
    public static void Sign(
        HttpRequestMessage request, byte[] body, EmulatorCredentials credentials, string region, DateTimeOffset time,
        string canonicalQuery, Func<IEnumerable<string>, IEnumerable<string>> order, string? note, string? hash)
    {
        var stamp = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", stamp);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = request.RequestUri.Authority,
            ["x-amz-date"] = stamp,
            ["x-amz-target"] = request.Headers.GetValues("X-Amz-Target").Single(),
        };
        if (note is not null) headers["x-amz-note"] = note;
        if (hash is not null) headers["x-amz-content-sha256"] = hash;

        var names = order(headers.Keys).ToArray();
        var canonical = $"POST\n/\n{canonicalQuery}\n{string.Concat(names.Select(n => $"{n}:{headers[n]}\n"))}\n{string.Join(';', names)}\n{hash ?? Hex(SHA256.HashData(body))}";
        var scope = $"{stamp[..8]}/{region}/logs/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={string.Join(';', names)}, Signature={Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)))}");
    }

    static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
