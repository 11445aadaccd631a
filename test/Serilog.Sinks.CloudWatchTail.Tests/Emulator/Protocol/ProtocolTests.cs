using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Protocol;

sealed class ProtocolTests : EmulatorTest
{
    const int Limit = 100_000;

    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.RequestSizeLimitBytes = Limit;

    [Test]
    public async Task AnErrorIsAStatusATypeAMessageAndARequestId()
    {
        var answer = await Http.SendAsync("DeleteLogGroup", new { logGroupName = "nowhere" });
        answer.Status.Should().Be(400);
        answer.Text.Should().Be("""{"__type":"ResourceNotFoundException","message":"The specified log group does not exist."}""");
        answer.Response.Content.Headers.ContentType!.ToString().Should().Be("application/x-amz-json-1.1");
        Guid.TryParse(answer.Response.Headers.GetValues("x-amzn-RequestId").Single(), out _).Should().BeTrue();
        answer.Response.Headers.Date.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task AnUnknownOperationSaysSo()
    {
        var answer = await Http.SendAsync("StartQuery", "{}");
        (answer.Status, answer.Code).Should().Be((400, "UnknownOperationException"));
    }

    [Test]
    public async Task AnotherTargetAnotherPathAndAnotherMethodAreUnknown()
    {
        foreach (var change in (Action<HttpRequestMessage>[])
                 [
                     r => r.Headers.Remove("X-Amz-Target"),
                     r => { r.Headers.Remove("X-Amz-Target"); r.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables"); },
                     r => r.RequestUri = new(Aws.ServiceUrl + "/other"),
                     r => r.Method = HttpMethod.Put,
                     r => r.Content!.Headers.ContentType = new("application/json"),
                     r => r.Content!.Headers.ContentType = null,
                 ])
        {
            using var request = Http.Request("DescribeLogGroups", "{}"u8.ToArray());
            change(request);
            EmulatorSigner.Sign(request, "{}"u8.ToArray(), Aws.Credentials, Aws.Region, Http.Now);
            var answer = await Http.SendAsync(request);
            (answer.Status, answer.Code).Should().Be((400, "UnknownOperationException"));
        }
    }

    [TestCase("POST", 60_000, 0, 1)]
    [TestCase("POST", 1, 200_000, 1)]
    [TestCase("POST", 1, 10, 900)]
    [TestCase("GET", 1, 10, 1)]
    [TestCase("HEAD", 1, 10, 1)]
    public async Task ARequestOfUnusualSizeOrMethodIsAnsweredAsAnyOther(string method, int pathLength, int headerLength, int headerCount)
    {
        using var request = Http.Request("DescribeLogGroups", "{}"u8.ToArray());
        request.Method = new(method);
        request.RequestUri = new($"{Aws.ServiceUrl}/{new string('a', pathLength - 1)}");
        EmulatorSigner.Sign(request, "{}"u8.ToArray(), Aws.Credentials, Aws.Region, Http.Now);
        if (method != "POST") request.Content = null;
        for (var i = 0; i < headerCount; i++) request.Headers.Add($"X-Own-{i}", new string('a', headerLength));

        var answer = await Http.SendAsync(request);

        answer.Status.Should().Be(method == "POST" && pathLength == 1 ? 200 : 400);
        answer.Response.Content.Headers.ContentType!.ToString().Should().Be("application/x-amz-json-1.1");
        answer.Response.Headers.GetValues("x-amzn-RequestId").Should().ContainSingle();
        if (answer.Status == 400 && method != "HEAD") answer.Code.Should().Be("UnknownOperationException");
    }

    [TestCase("[]", "Start of structure or map found where not expected.")]
    [TestCase("{", "The request's body is not valid JSON.")]
    [TestCase("""{"logGroupName":7}""", "NUMBER_VALUE can not be converted to a String")]
    [TestCase("""{"logGroupName":{}}""", "START_OBJECT can not be converted to a String")]
    [TestCase("""{"logGroupName":"g","tags":[]}""", "START_ARRAY can not be converted to a Map")]
    [TestCase("""{"logGroupName":"g","deletionProtectionEnabled":"yes"}""", "STRING_VALUE can not be converted to a Boolean")]
    public async Task ABodyThatCannotBeReadIsASerializationError(string body, string message) =>
        (await Http.SendAsync("CreateLogGroup", body)).ShouldFail("SerializationException", message);

    [Test]
    public async Task AnEmptyBodyIsAnEmptyRequest() => (await Http.SendAsync("DescribeLogGroups", "")).Status.Should().Be(200);

    [Test]
    public async Task UnknownMembersAreIgnored() => await Http.DoAsync("CreateLogGroup", new { logGroupName = Group, invented = new { a = 1 } });

    [Test]
    public async Task AContentTypeMayNameItsCharset()
    {
        using var request = Http.Request("DescribeLogGroups", "{}"u8.ToArray());
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.1; charset=utf-8");
        EmulatorSigner.Sign(request, "{}"u8.ToArray(), Aws.Credentials, Aws.Region, Http.Now);
        (await Http.SendAsync(request)).Status.Should().Be(200);
    }

    [Test]
    public async Task ABodyMayComeInChunks()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"logGroupName":"{{Group}}"}""");
        using var request = Http.Request("CreateLogGroup", body);
        request.Headers.TransferEncodingChunked = true;
        EmulatorSigner.Sign(request, body, Aws.Credentials, Aws.Region, Http.Now);
        (await Http.SendAsync(request)).Status.Should().Be(200);
        Aws.LogGroup(Group).Should().NotBeNull();
    }

    [Test]
    public async Task ABodyMayBeCompressedAndIsSignedAsItIsSent()
    {
        await CreateAsync(Group, Stream);
        var plain = Encoding.UTF8.GetBytes($$"""{"logGroupName":"{{Group}}","logStreamName":"{{Stream}}","logEvents":[{"timestamp":{{Now}},"message":"packed"}]}""");
        (await SendCompressedAsync("PutLogEvents", plain)).Status.Should().Be(200);
        Aws.Events(Group).Single().Message.Should().Be("packed");
        Aws.Requests[^1].Body.ToArray().Should().Equal(plain);
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task AContentEncodingThatIsNotWhatItSaysIsRefused(string encoding)
    {
        var body = "{}"u8.ToArray();
        using var request = Http.Request("DescribeLogGroups", body);
        request.Content!.Headers.ContentEncoding.Add(encoding);
        EmulatorSigner.Sign(request, body, Aws.Credentials, Aws.Region, Http.Now);
        (await Http.SendAsync(request)).Code.Should().Be("SerializationException");
    }

    [Test]
    public async Task ABodyHasALimitHoweverItComes()
    {
        byte[] Body(int length) => Encoding.UTF8.GetBytes("{}".PadRight(length));
        (await Http.SendAsync("DescribeLogGroups", Body(Limit))).Status.Should().Be(200);
        (await Http.SendAsync("DescribeLogGroups", Body(Limit + 1))).ShouldFail("RequestEntityTooLargeException", $"The request's body exceeds the limit of {Limit} bytes.", 413);

        foreach (var (length, status) in ((int, int)[])[(Limit, 200), (Limit + 1, 413)])
        {
            using var request = Http.Request("DescribeLogGroups", Body(length));
            request.Headers.TransferEncodingChunked = true;
            EmulatorSigner.Sign(request, Body(length), Aws.Credentials, Aws.Region, Http.Now);
            (await Http.SendAsync(request)).Status.Should().Be(status);
            (await SendCompressedAsync("DescribeLogGroups", Body(length))).Status.Should().Be(status);
        }
    }

    [Test]
    public async Task OneConnectionCarriesManyRequests()
    {
        for (var i = 0; i < 100; i++) (await Http.SendAsync("DescribeLogGroups", "{}")).Status.Should().Be(200);
        Aws.RequestCount("DescribeLogGroups").Should().Be(100);
    }

    async Task<EmulatorAnswer> SendCompressedAsync(string operation, byte[] plain)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(plain);
        using var request = Http.Request(operation, packed.ToArray());
        request.Content!.Headers.ContentEncoding.Add("gzip");
        EmulatorSigner.Sign(request, packed.ToArray(), Aws.Credentials, Aws.Region, Http.Now);
        return await Http.SendAsync(request);
    }
}
