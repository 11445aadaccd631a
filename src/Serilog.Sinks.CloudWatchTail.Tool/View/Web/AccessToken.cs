using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Web;

// The secret in the link, new in each run: it is all that is needed to read the logs.
sealed class AccessToken
{
    readonly byte[] _hash;

    public AccessToken()
    {
        Text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(Text));
    }

    public string Text { get; }

    // Compares hashes, so that the time it takes tells neither the token's characters nor its length.
    public bool Is(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), _hash);
}
