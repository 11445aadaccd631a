using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Signing;

sealed class SignatureTests : EmulatorTest
{
    const string WrongSignature =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + "Consult the service documentation for details.";

    readonly ManualTimeProvider _clock = new();

    protected override TimeProvider Clock => _clock;

    protected override void Configure(CloudWatchLogsEmulatorOptions options)
    {
        options.Region = "eu-west-1";
        options.Credentials = new("AKID", "secret");
    }

    [Test]
    public async Task AGoodSignatureIsAccepted() => (await SendAsync()).Status.Should().Be(200);

    [Test]
    public async Task AMissingSignatureIsRefused() =>
        (await SendAsync(after: r => r.Headers.Remove("Authorization"))).ShouldFail("MissingAuthenticationTokenException", "Missing Authentication Token");

    [Test]
    public async Task AnUnknownKeyIsRefused() =>
        (await SendAsync(new("OTHER", "secret"))).ShouldFail("UnrecognizedClientException", "The security token included in the request is invalid.");

    [Test]
    public async Task AWrongSecretIsRefused() => (await SendAsync(new("AKID", "guess"))).ShouldFail("InvalidSignatureException", WrongSignature);

    [Test]
    public async Task ATokenThatNobodyGaveIsRefused() =>
        (await SendAsync(new("AKID", "secret", "token"))).ShouldFail("UnrecognizedClientException", "The security token included in the request is invalid.");

    [Test]
    public async Task AChangedBodyIsRefused() =>
        (await SendAsync(after: r => Replace(r, """{"limit":2}"""))).ShouldFail("InvalidSignatureException", WrongSignature);

    [Test]
    public async Task AChangedHeaderIsRefused() => (await SendAsync(after: r =>
    {
        r.Headers.Remove("X-Amz-Target");
        r.Headers.Add("X-Amz-Target", "Logs_20140328.DeleteLogGroup");
    })).ShouldFail("InvalidSignatureException", WrongSignature);

    [Test]
    public async Task AnUnsignedAmazonHeaderIsRefused() =>
        (await SendAsync(after: r => r.Headers.Add("X-Amz-Extra", "1"))).ShouldFail("InvalidSignatureException", "'X-Amz-Extra' must be a 'SignedHeader' in the AWS Authorization.");

    [Test]
    public async Task AStatedHashMustBeThatOfTheBody()
    {
        (await SendAsync(before: r => r.Headers.Add("X-Amz-Content-Sha256", new string('0', 64)))).ShouldFail("InvalidSignatureException", WrongSignature);
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("""{"limit":1}"""u8)).ToLowerInvariant();
        (await SendAsync(before: r => r.Headers.Add("X-Amz-Content-Sha256", hash))).Status.Should().Be(200);
    }

    [Test]
    public async Task BlanksWithinAHeaderCountAsOne() =>
        (await SendAsync(before: r => r.Headers.TryAddWithoutValidation("X-Amz-Note", "a b"), after: r =>
        {
            r.Headers.Remove("X-Amz-Note");
            r.Headers.TryAddWithoutValidation("X-Amz-Note", "a    b");
        })).Status.Should().Be(200);

    [Test]
    public async Task AnotherRegionIsRefused() =>
        (await SendAsync(region: "us-east-1")).ShouldFail("InvalidSignatureException", "Credential should be scoped to a valid region, not 'us-east-1'.");

    [Test]
    public async Task AnotherServiceIsRefused() =>
        (await SendAsync(service: "s3")).ShouldFail("InvalidSignatureException", "Credential should be scoped to correct service: 'logs'.");

    [TestCase(-5, 200)]
    [TestCase(5, 200)]
    public async Task FiveMinutesEitherWayAreAccepted(int minutes, int status) =>
        (await SendAsync(time: _clock.GetUtcNow().AddMinutes(minutes))).Status.Should().Be(status);

    [Test]
    public async Task AnOlderSignatureHasExpired() => (await SendAsync(time: _clock.GetUtcNow().AddMinutes(-5).AddSeconds(-1))).ShouldFail(
        "InvalidSignatureException", "Signature expired: 20260301T115459Z is now earlier than 20260301T115500Z (20260301T120000Z - 5 min.)");

    [Test]
    public async Task ALaterSignatureIsNotYetCurrent() => (await SendAsync(time: _clock.GetUtcNow().AddMinutes(5).AddSeconds(1))).ShouldFail(
        "InvalidSignatureException", "Signature not yet current: 20260301T120501Z is still later than 20260301T120500Z (20260301T120000Z + 5 min.)");

    [TestCase("Credential=AKID/20260301/eu-west-1/logs/aws4_request, SignedHeaders=host", "Authorization header requires 'Signature' parameter.")]
    [TestCase("SignedHeaders=host, Signature=00", "Authorization header requires 'Credential' parameter.")]
    [TestCase("Credential=AKID/20260301/eu-west-1/logs/aws4_request, Signature=00", "Authorization header requires 'SignedHeaders' parameter.")]
    [TestCase("Credential=AKID/20260301, SignedHeaders=host, Signature=00", "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKID/20260301'")]
    public async Task AnIncompleteHeaderIsNamed(string header, string message) =>
        (await SendAsync(after: r => Authorize(r, "AWS4-HMAC-SHA256 " + header))).ShouldFail("IncompleteSignatureException", message);

    [TestCase("Basic dXNlcjpwYXNz")]
    [TestCase("Bearer token")]
    public async Task AnotherSchemeIsIncomplete(string header) => (await SendAsync(after: r => Authorize(r, header))).Code.Should().Be("IncompleteSignatureException");

    [Test]
    public async Task TheHostMustBeSigned() =>
        (await SendAsync(after: r => Authorize(r, "AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-west-1/logs/aws4_request, SignedHeaders=x-amz-date;x-amz-target, Signature=00")))
            .ShouldFail("InvalidSignatureException", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

    [Test]
    public async Task TheDateOfTheScopeMustBeThatOfTheRequest() =>
        (await SendAsync(after: r => Authorize(r, r.Headers.GetValues("Authorization").Single().Replace("/20260301/", "/20260302/")))).Code.Should().Be("InvalidSignatureException");

    [Test]
    public async Task RefusedRequestsAreNotInTheLogOfRequests()
    {
        await SendAsync(new("AKID", "guess"));
        Aws.Requests.Should().BeEmpty();
    }

    async Task<EmulatorAnswer> SendAsync(
        EmulatorCredentials? credentials = null,
        string region = "eu-west-1",
        string service = "logs",
        DateTimeOffset? time = null,
        Action<HttpRequestMessage>? before = null,
        Action<HttpRequestMessage>? after = null)
    {
        var body = """{"limit":1}"""u8.ToArray();
        using var request = Http.Request("DescribeLogGroups", body);
        before?.Invoke(request);
        EmulatorSigner.Sign(request, body, credentials ?? Aws.Credentials, region, time ?? _clock.GetUtcNow(), service);
        after?.Invoke(request);
        return await Http.SendAsync(request);
    }

    static void Authorize(HttpRequestMessage request, string header)
    {
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", header);
    }

    static void Replace(HttpRequestMessage request, string body)
    {
        var type = request.Content!.Headers.ContentType;
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = type;
    }
}
