using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The least that a signed put can be made of: HttpClient, SHA-256 of the body, and SigV4 over a handful of headers.</summary>
sealed class SignedSender : IDisposable
{
    const string AccessKey = "AKIDEXAMPLE";
    const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const string Region = "eu-west-1";
    const string ContentType = "application/x-amz-json-1.1";
    const string Target = "Logs_20140328.PutLogEvents";
    const string SignedHeaders = "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target";

    readonly HttpClient _http = new();
    readonly Uri _url;
    readonly byte[] _answer = new byte[1024];

    public SignedSender(string url)
    {
        _url = new Uri(url);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        Sign(request, body.Span);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var stream = await response.Content.ReadAsStreamAsync();
        while (await stream.ReadAsync(_answer) > 0)
        {
        }
    }

    public void Dispose() => _http.Dispose();

    void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body)
    {
        var time = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'");
        var day = time[..8];
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var canonical = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{_url.Authority}\nx-amz-content-sha256:{hash}\nx-amz-date:{time}\nx-amz-target:{Target}\n\n{SignedHeaders}\n{hash}";
        var scope = $"{day}/{Region}/logs/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + SecretKey), day), Region), "logs"), "aws4_request");
        var signature = Convert.ToHexStringLower(Hmac(key, toSign));
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}");
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", hash);
        request.Headers.TryAddWithoutValidation("x-amz-date", time);
        request.Headers.TryAddWithoutValidation("x-amz-target", Target);
    }

    static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
