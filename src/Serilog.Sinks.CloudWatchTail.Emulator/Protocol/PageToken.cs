using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

/// <summary>
/// What a <c>nextToken</c> carries: where to go on, for which query, since when. Clients must take it as it is, so it is not readable; a
/// token of another query, of another operation or older than a day is refused.
/// </summary>
/// <param name="Operation">The operation it was given by.</param>
/// <param name="Query">A digest of the query it belongs to.</param>
/// <param name="IssuedAt">When it was given, in milliseconds since the epoch.</param>
/// <param name="Place">Where to go on, in the operation's own words.</param>
sealed record PageToken(string Operation, string Query, long IssuedAt, string Place)
{
    /// <summary>The service's limit on a token's life.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static ServiceError Invalid { get; } = ServiceError.InvalidParameter("The specified nextToken is invalid.");

    /// <summary>A digest of what makes a query the same one.</summary>
    public static string Digest(params object?[] query) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', query))), 0, 8);

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Operation}\n{Query}\n{IssuedAt}\n{Place}"))
            .Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>The place that <paramref name="text"/> stands for, or an error.</summary>
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
