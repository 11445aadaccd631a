using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Signing;

// Builds the canonical request of Signature Version 4.
static class CanonicalRequest
{
    public static string Build(HttpContext context, IEnumerable<string> signedHeaders, string bodyHash)
    {
        // Sorted by name, in whatever order the client lists them: a signer that hashes them in another order fails here, not in production.
        var names = signedHeaders.Order(StringComparer.Ordinal).ToArray();
        var request = context.Request;
        var text = new StringBuilder(512);
        var target = PathAndQuery(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var question = target.IndexOf('?');
        text.Append(request.Method).Append('\n')
            .Append(Path(question < 0 ? target : target[..question])).Append('\n')
            .Append(question < 0 ? "" : Query(target[(question + 1)..])).Append('\n');

        foreach (var name in names)
        {
            text.Append(name).Append(':');
            Values(text, request.Headers[name]);
            text.Append('\n');
        }

        return text.Append('\n').AppendJoin(';', names).Append('\n').Append(bodyHash).ToString();
    }

    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Hex(hash);
    }

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    // A client behind a proxy may send the whole URL as its target, but signs only the path and the query.
    static string PathAndQuery(string target)
    {
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0 || target[0] == '/') return target;
        var path = target.AsSpan(authority + 3).IndexOfAny('/', '?');
        return path < 0 ? "" : target[(authority + 3 + path)..];
    }

    // Each segment is encoded once more: it is already encoded on the wire.
    static string Path(string path)
    {
        if (path.Length == 0) return "/";
        return string.Join('/', path.Split('/').Select(Encode));
    }

    static string Query(string query)
    {
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? "" : pair[(equals + 1)..];
            return (Name: Encode(Uri.UnescapeDataString(name)), Value: Encode(Uri.UnescapeDataString(value)));
        });
        return string.Join('&', pairs
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}"));
    }

    static string Encode(string text) => Uri.EscapeDataString(text);

    static void Values(StringBuilder text, StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) text.Append(',');
            var inSpace = false;
            foreach (var c in (values[i] ?? "").Trim())
            {
                if (c == ' ' && inSpace) continue;
                inSpace = c == ' ';
                text.Append(c);
            }
        }
    }
}
