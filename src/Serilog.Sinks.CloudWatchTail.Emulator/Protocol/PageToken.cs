using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// What a nextToken carries: where to go on, for which query, since when. Clients must take it as it is, so it is not readable; a
// token of another query, of another operation or older than a day is refused.
// Operation: The operation it was given by.
// Query: A digest of the query it belongs to.
// IssuedAt: When it was given, in milliseconds since the epoch.
// Place: Where to go on, in the operation's own words.
sealed record PageToken(string Operation, string Query, long IssuedAt, string Place)
{
    // The service's limit on a token's life.
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static ServiceError Invalid { get; } = ServiceError.InvalidParameter("The specified nextToken is invalid.");

    // A digest of what makes a query the same one.
    public static string Digest(params object?[] query) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', query))), 0, 8);

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Operation}\n{Query}\n{IssuedAt}\n{Place}"))
            .Replace('+', '-').Replace('/', '_').TrimEnd('=');

    // The place that text stands for, or an error.
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
