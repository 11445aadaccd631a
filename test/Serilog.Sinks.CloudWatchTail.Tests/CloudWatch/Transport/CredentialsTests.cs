using System.Globalization;
using Amazon.Runtime;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

[NonParallelizable]
public class CredentialsTests
{
    [Test]
    public async Task AWrongSecretIsDenied()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var client = Wire.Client(aws, o => o.Credentials = new BasicAWSCredentials(aws.Credentials.AccessKeyId, "wrong"));

        var failure = await Wire.FailureOf(() => client.CreateLogGroupAsync(new CreateLogGroupRequest("g"), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);
        failure.ErrorCode.Should().Be("InvalidSignatureException");
        aws.LogGroups.Should().BeEmpty();
    }

    [Test]
    public async Task AnUnknownKeyIsDenied()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var client = Wire.Client(aws, o => o.Credentials = new BasicAWSCredentials("nobody", aws.Credentials.SecretAccessKey));

        var failure = await Wire.FailureOf(() => client.CreateLogGroupAsync(new CreateLogGroupRequest("g"), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);
        failure.ErrorCode.Should().Be("UnrecognizedClientException");
        aws.LogGroups.Should().BeEmpty();
    }

    [Test]
    public async Task TheTokenOfTemporaryCredentialsIsSentAndSigned()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        var options = server.Options();
        options.Credentials = new SessionAWSCredentials("AKID", "secret", "the-token");
        using var client = CloudWatchLogsClient.Create(options);

        await client.PutLogEventsAsync(Wire.Put("m"), default);

        var headers = server.Requests.Single().Headers;
        headers["X-Amz-Security-Token"].Should().Be("the-token");
        headers["Authorization"].Should().MatchRegex("SignedHeaders=[^,]*x-amz-security-token").And.NotContain("secret");
    }

    [Test]
    public async Task NoCredentialsAtAllIsAClearDenialWithoutAnyRequest()
    {
        using var environment = new EnvironmentScope(("AWS_EC2_METADATA_DISABLED", "true"));
        await using var server = await WireServer.StartAsync(200, "{}");
        var options = server.Options();
        options.Credentials = null;
        using var client = CloudWatchLogsClient.Create(options);

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);
        failure.ErrorCode.Should().Be("CredentialsNotAvailable");
        failure.HasNoCredentials.Should().BeTrue();
        failure.OutcomeUnknown.Should().BeFalse();
        failure.Message.Should().StartWith("PutLogEvents could not be signed: ").And.Contain("credentials");
        server.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task CredentialsThatComeLaterAreFoundByTheNextCall()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        var options = server.Options();
        options.Credentials = null;
        using var client = CloudWatchLogsClient.Create(options);
        using (new EnvironmentScope(("AWS_EC2_METADATA_DISABLED", "true")))
            await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        using var environment = new EnvironmentScope(("AWS_ACCESS_KEY_ID", "FROMENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", "secret"));
        await client.PutLogEventsAsync(Wire.Put("m"), default);

        server.Requests.Single().Headers["Authorization"].Should().Contain("Credential=FROMENVIRONMENT/");
    }

    [Test]
    public async Task ALookupThatHangsIsLimitedByTheCallsTime()
    {
        var clock = new ManualTimeProvider();
        await using var server = await WireServer.StartAsync(200, "{}");
        using var hanging = new HangingCredentials();
        var options = server.Options();
        options.Credentials = hanging;
        using var client = CloudWatchLogsClient.Create(options, clock, TimeSpan.FromSeconds(30));

        var call = client.PutLogEventsAsync(Wire.Put("m"), default);
        await hanging.Asked.WaitAsync(TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(30));

        var failure = await Wire.FailureOf(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        ShouldLackCredentials(failure);
    }

    [Test]
    public async Task ARenewalThatHangsIsLimitedByTheCallsTimeAndAskedForAgain()
    {
        var clock = new ManualTimeProvider();
        await using var server = await WireServer.StartAsync(200, "{}");
        using var hanging = new HangingCredentials { Good = 1 };
        var options = server.Options();
        options.Credentials = hanging;
        using var client = CloudWatchLogsClient.Create(options, clock, TimeSpan.FromSeconds(30));
        await client.PutLogEventsAsync(Wire.Put("m"), default);

        for (var i = 0; i < 4; i++)
        {
            var call = client.PutLogEventsAsync(Wire.Put("m"), default);
            call.IsCompleted.Should().BeFalse("and the thread that calls is not held");
            await hanging.Asked.WaitAsync(TimeSpan.FromSeconds(20));
            clock.Advance(TimeSpan.FromSeconds(30));
            ShouldLackCredentials(await Wire.FailureOf(() => call.WaitAsync(TimeSpan.FromSeconds(20))));
        }

        hanging.Good = int.MaxValue;
        await client.PutLogEventsAsync(Wire.Put("m"), default).WaitAsync(TimeSpan.FromSeconds(20));
    }

    static void ShouldLackCredentials(CloudWatchLogsException failure)
    {
        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);
        failure.ErrorCode.Should().Be("CredentialsNotAvailable");
        failure.HasNoCredentials.Should().BeFalse("they may still come");
        failure.OutcomeUnknown.Should().BeFalse();
        failure.Message.Should().Be("PutLogEvents could not be signed: no credentials were available within 30 s.");
    }

    [Test]
    public async Task AWrongClockIsCorrectedByTheServicesTimeInTheSameCall()
    {
        var serverTime = DateTimeOffset.UtcNow.AddMinutes(30);
        await using var server = await WireServer.StartAsync((context, request) =>
        {
            context.Response.Headers.Date = serverTime.ToString("R", CultureInfo.InvariantCulture);
            var signedAt = DateTimeOffset.ParseExact(
                request.Headers["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            return (signedAt - serverTime).Duration() < TimeSpan.FromMinutes(5)
                ? WireServer.AnswerAsync(context, 200, "{}")
                : WireServer.AnswerAsync(context, 400, """{"__type":"InvalidSignatureException","message":"Signature expired"}""");
        });
        using var client = server.Client();

        await client.PutLogEventsAsync(Wire.Put("m"), default);
        await client.PutLogEventsAsync(Wire.Put("m"), default);

        server.Requests.Should().HaveCount(3, "the first call is signed twice, the second knows the time");
        server.Requests.Select(r => r.Text).Distinct().Should().ContainSingle();
    }

    sealed class HangingCredentials : AWSCredentials, IDisposable
    {
        readonly ManualResetEventSlim _release = new();
        readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        /// <summary>So many questions are answered.</summary>
        public int Good { get; set; }

        public override ImmutableCredentials GetCredentials()
        {
            if (Good-- > 0) return new ImmutableCredentials("AKID", "secret", null);
            _asked.TrySetResult();
            _release.Wait();
            throw new AmazonClientException("Nothing found.");
        }

        public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());

        public void Dispose() => _release.Set();
    }
}
