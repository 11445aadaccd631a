using System.Net;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Http;

/// <summary>A web page whose host name was pointed at this machine (DNS rebinding) knows the default credentials as well as anyone.</summary>
sealed class ForeignPageTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options)
    {
        options.AdminEndpoint = true;
        options.HostNames.Add("emulator.internal");
    }

    [TestCase("evil.example", 403)]
    [TestCase("evil.example:4588", 403)]
    [TestCase("localhost.evil.example", 403)]
    [TestCase("127.0.0.1.evil.example", 403)]
    [TestCase("localhost", 200)]
    [TestCase("localhost:4588", 200)]
    [TestCase("orders.localhost:4588", 200)]
    [TestCase("127.0.0.1", 200)]
    [TestCase("[::1]:4588", 200)]
    [TestCase("EMULATOR.internal", 200)]
    public async Task ASignedRequestForAForeignHostIsRefused(string host, int status)
    {
        var answer = await SendAsync("CreateLogGroup", """{"logGroupName":"g"}""", host);
        answer.Status.Should().Be(status);
        (Aws.LogGroup("g") is not null).Should().Be(status == 200);
        if (status == 403) answer.ShouldFail("AccessDeniedException", $"The emulator does not answer for the host '{host.Split(':')[0]}': use localhost or an IP address, or add the name to HostNames.", 403);
    }

    [TestCase("http://evil.example", 403)]
    [TestCase("null", 403)]
    [TestCase("chrome-extension://abcdef", 403)]
    [TestCase("http://localhost:3000", 200)]
    [TestCase("http://127.0.0.1:3000", 200)]
    [TestCase("http://emulator.internal", 200)]
    public async Task ARequestOfAForeignPageIsRefused(string origin, int status)
    {
        (await SendAsync("CreateLogGroup", """{"logGroupName":"g"}""", origin: origin)).Status.Should().Be(status);
        (Aws.LogGroup("g") is not null).Should().Be(status == 200);
    }

    [TestCase("evil.example", null)]
    [TestCase(null, "http://evil.example")]
    [TestCase(null, "null")]
    public async Task TheAdminEndpointRefusesBothToo(string? host, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Aws.ServiceUrl + "/_emulator/faults");
        request.Headers.Host = host;
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        (await Http.SendAsync(request)).Status.Should().Be((int)HttpStatusCode.Forbidden);
    }

    async Task<EmulatorAnswer> SendAsync(string operation, string text, string? host = null, string? origin = null)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(text);
        using var request = Http.Request(operation, body);
        EmulatorSigner.Sign(request, body, Aws.Credentials, Aws.Region, Http.Now, host: host);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        return await Http.SendAsync(request);
    }
}
