using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Signature Version 4 with each part of the canonical request in the test's hand.</summary>
static class EmulatorCanonicalSigner
{
    public static void Sign(
        HttpRequestMessage request, byte[] body, EmulatorCredentials credentials, string region, DateTimeOffset time,
        string canonicalQuery, Func<IEnumerable<string>, IEnumerable<string>> order, string? note, string? hash)
    {
        var stamp = EmulatorSigner.Stamp(time);
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
        var signedHeaders = string.Join(';', names);
        var lines = string.Concat(names.Select(n => $"{n}:{headers[n]}\n"));
        var canonical = $"POST\n/\n{canonicalQuery}\n{lines}\n{signedHeaders}\n{hash ?? EmulatorSigner.Hash(body)}";
        EmulatorSigner.Authorize(request, canonical, signedHeaders, credentials, $"{stamp[..8]}/{region}/logs/aws4_request", stamp);
    }
}
