using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Signing;

/// <summary>What goes into the hash, and in which order, whatever order it comes in.</summary>
sealed class CanonicalFormTests : EmulatorTest
{
    static readonly byte[] Body = "{}"u8.ToArray();

    [TestCase("?b=2&a=1", "a=1&b=2")]
    [TestCase("?a=2&a=1", "a=1&a=2")]
    [TestCase("?flag", "flag=")]
    [TestCase("?a=%41%2fb", "a=A%2Fb")]
    [TestCase("?a=x%20y+z", "a=x%20y%2Bz")]
    [TestCase("?%C3%A4=%E2%82%AC", "%C3%A4=%E2%82%AC")]
    [TestCase("?a=~-_.!*'()", "a=~-_.%21%2A%27%28%29")]
    public async Task AQueryIsSortedAndEncodedAnew(string sent, string canonical) => (await SendAsync(sent, canonical)).Status.Should().Be(200);

    [Test]
    public async Task SignedHeadersAreInTheOrderOfTheirNames() =>
        (await SendAsync("", "", names => names.Reverse())).Code.Should().Be("InvalidSignatureException");

    /// <summary>A client class joins what comes twice before it sends it, so this is written to the socket.</summary>
    [Test]
    public async Task AHeaderThatComesTwiceIsOneWithACommaBetween()
    {
        using var request = Http.Request("DescribeLogGroups", Body);
        EmulatorCanonicalSigner.Sign(request, Body, Aws.Credentials, Aws.Region, Http.Now, "", n => n, note: "b,a", hash: null);
        using var socket = new TcpClient();
        await socket.ConnectAsync(request.RequestUri!.Host, request.RequestUri.Port);
        var headers = string.Concat(request.Headers.Select(h => $"{h.Key}: {h.Value.Single()}\r\n"));
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            "POST / HTTP/1.1\r\n" + headers + "X-Amz-Note:  b \r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Note: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"));
        using var reader = new StreamReader(socket.GetStream());
        (await reader.ReadToEndAsync()).Should().StartWith("HTTP/1.1 200 ");
    }

    [Test]
    public async Task AnUnsignedPayloadIsNotTaken() =>
        (await SendAsync("", "", change: r => r.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"), hash: "UNSIGNED-PAYLOAD"))
            .Code.Should().Be("InvalidSignatureException");

    async Task<EmulatorAnswer> SendAsync(
        string query,
        string canonicalQuery,
        Func<IEnumerable<string>, IEnumerable<string>>? order = null,
        Action<HttpRequestMessage>? change = null,
        string? hash = null)
    {
        using var request = Http.Request("DescribeLogGroups", Body);
        request.RequestUri = new(Aws.ServiceUrl + "/" + query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        change?.Invoke(request);
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.1");
        EmulatorCanonicalSigner.Sign(request, Body, Aws.Credentials, Aws.Region, Http.Now, canonicalQuery, order ?? (n => n), note: null, hash);
        return await Http.SendAsync(request);
    }
}
