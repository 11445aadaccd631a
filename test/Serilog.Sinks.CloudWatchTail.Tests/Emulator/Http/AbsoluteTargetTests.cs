using System.Net;
using System.Net.Sockets;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Http;

/// <summary>Clients that take the emulator for a proxy, or go through one that passes their requests on as they are.</summary>
sealed class AbsoluteTargetTests : EmulatorTest
{
    [TestCase("/")]
    [TestCase("")]
    [TestCase("/?a=b")]
    public async Task ATargetMayBeAWholeUrl(string path)
    {
        var body = """{"logGroupName":"g"}"""u8.ToArray();
        var address = new Uri(Aws.ServiceUrl);
        using var request = Http.Request("CreateLogGroup", body);
        EmulatorCanonicalSigner.Sign(request, body, Aws.Credentials, Aws.Region, Http.Now, canonicalQuery: path.Contains('?') ? "a=b" : "", h => h.Order(StringComparer.Ordinal), note: null, hash: null);
        var text = new StringBuilder($"POST {Aws.ServiceUrl}{path} HTTP/1.1\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {body.Length}\r\nConnection: close\r\n");
        foreach (var header in request.Headers) text.Append($"{header.Key}: {string.Join(", ", header.Value)}\r\n");
        using var limit = new CancellationTokenSource(Limits.Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(address.Host), address.Port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{text}\r\n{Encoding.ASCII.GetString(body)}"), limit.Token);
        using var reader = new StreamReader(client.GetStream());

        (await reader.ReadToEndAsync(limit.Token)).Should().StartWith("HTTP/1.1 200");
        Aws.LogGroup("g").Should().NotBeNull();
    }
}
