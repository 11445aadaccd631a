using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// The content of a nextToken: where the listing continues (Place, in the operation's own format), a digest of the query, and when the token was
// issued, in milliseconds since the Unix epoch. Clients must treat it as opaque, so it is not readable. A token of another query or operation, or
// older than a day, is refused.
sealed record PageToken(string Operation, string Query, long IssuedAt, string Place)
{
    // The service's limit on a token's lifetime.
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static ServiceError Invalid { get; } = ServiceError.InvalidParameter("The specified nextToken is invalid.");

    // Returns a digest of everything that identifies a query.
    public static string Digest(params object?[] query) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', query))), 0, 8);

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Operation}\n{Query}\n{IssuedAt}\n{Place}"))
            .Replace('+', '-').Replace('/', '_').TrimEnd('=');

    // Returns the place in a token, or null and an error.
    public static string? Read(string text, string operation, string query, long now, out ServiceError? error)
    {
        error = Invalid;
        if (Decode(text)?.Split('\n', 4) is not [var givenBy, var givenFor, var issued, var place]) return null;
        if (givenBy != operation || givenFor != query || !long.TryParse(issued, out var issuedAt)) return null;
        if (now - issuedAt > Lifetime.TotalMilliseconds)
        {
            error = ServiceError.InvalidParameter("The specified nextToken has expired.");
            return null;
        }

        error = null;
        return place;
    }

    static string? Decode(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }
}
