using System.Net;
using System.Net.Sockets;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Http;

/// <summary>A body takes memory: it is not read for a request that is refused without it.</summary>
sealed class UnsignedBodyTests : EmulatorTest
{
    const string Target = "Content-Type: application/x-amz-json-1.1\r\nX-Amz-Target: Logs_20140328.PutLogEvents\r\n";

    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.AdminEndpoint = true;

    [TestCase(Target, "MissingAuthenticationTokenException")]
    [TestCase(Target + "Authorization: Basic dXNlcjpwYXNz\r\n", "IncompleteSignatureException")]
    [TestCase(Target + "Authorization: AWS4-HMAC-SHA256 Credential=other/20260301/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=00\r\n", "UnrecognizedClientException")]
    [TestCase(Target + "Authorization: AWS4-HMAC-SHA256 Credential=test/20260301/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=00\r\nX-Amz-Date: 20260301T000000Z\r\n", "InvalidSignatureException")]
    [TestCase("Content-Type: text/plain\r\n", "UnknownOperationException")]
    public async Task TheAnswerComesBeforeTheBody(string headers, string code) =>
        (await AnswerToHeadersAsync("/", headers)).Should().Contain(code);

    [Test]
    public async Task TheAdminEndpointReadsNoBodyOfAnotherType() =>
        (await AnswerToHeadersAsync("/_emulator/faults", "Content-Type: text/plain\r\n")).Should().Contain("content type");

    /// <summary>The answer to a request of which only the headers were sent: twelve megabytes are announced and never come.</summary>
    async Task<string> AnswerToHeadersAsync(string path, string headers)
    {
        var address = new Uri(Aws.ServiceUrl);
        using var limit = new CancellationTokenSource(Limits.Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(address.Host), address.Port, limit.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{headers}Content-Length: 12000000\r\n\r\n"), limit.Token);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().Contains('}'))
        {
            var read = await stream.ReadAsync(buffer, limit.Token);
            if (read == 0) break;
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }
}
