using Amazon.Runtime;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

[NonParallelizable]
public class ConnectionOptionsTests
{
    [TestCase("localhost:4588")]
    [TestCase("/relative")]
    [TestCase("ftp://host/")]
    [TestCase("")]
    [TestCase("not a url")]
    public void AServiceUrlThatIsNotAbsoluteHttpIsRefused(string url) =>
        MessageOf(new() { ServiceUrl = url, Region = "eu-west-1" }).Should().Be($"ServiceUrl '{url}' is not an absolute http or https URL.");

    /// <summary>Signed requests have no place for them, and what a password is must not get into a message.</summary>
    [TestCase("http://localhost:4588/?a=b", "http://localhost:4588/")]
    [TestCase("http://localhost:4588/path#part", "http://localhost:4588/path")]
    [TestCase("https://user:secret@example.com/path", "https://example.com/path")]
    public void AServiceUrlWithMoreThanAHostAndAPathIsRefused(string url, string shown) =>
        MessageOf(new() { ServiceUrl = url, Region = "eu-west-1" }).Should().Be($"ServiceUrl '{shown}' must not have a user name, a query or a fragment.");

    [TestCase("ftp://user:secret@host/")]
    [TestCase("user:secret@host")]
    [TestCase("http//user:secret@host")]
    [TestCase("https://user:sec?ret#@host/?token=secret")]
    [TestCase("https://user:sec/ret@host:port")]
    public void APasswordInAUrlIsNeverQuoted(string url)
    {
        MessageOf(new() { ServiceUrl = url, Region = "eu-west-1" }).Should().StartWith("ServiceUrl").And.NotContainAny("sec", "ret", "user");
        MessageOf(new() { Region = "eu-west-1" }, ("AWS_ENDPOINT_URL", url)).Should().StartWith("The endpoint URL").And.NotContainAny("sec", "user");
    }

    [Test]
    public void AnEndpointUrlOfTheEnvironmentIsHeldToTheSameRules()
    {
        MessageOf(new() { Region = "eu-west-1" }, ("AWS_ENDPOINT_URL", "localhost:4588")).Should().StartWith("The endpoint URL of the environment or the profile (AWS_ENDPOINT_URL)");
        MessageOf(new() { Region = "eu-west-1" }, ("AWS_ENDPOINT_URL", "not a url")).Should().StartWith("The endpoint URL of the environment or the profile (AWS_ENDPOINT_URL)");
    }

    [Test]
    public void AVariableThatIsEmptyIsNotSet() =>
        Endpoint(new(), ("AWS_ENDPOINT_URL", ""), ("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "eu-west-3"), ("AWS_USE_FIPS_ENDPOINT", "")).Should().Be("eu-west-3");

    [TestCase("EU-West-1")]
    [TestCase("eu-west-1")]
    public void ARegionIsSignedForInTheServicesOwnSpelling(string region) => Endpoint(new() { Region = region }).Should().Be("eu-west-1");

    [Test]
    public async Task ACustomUrlMayHaveAPath()
    {
        string? path = null;
        await using var server = await WireServer.StartAsync((context, _) =>
        {
            path = context.Request.Path;
            return WireServer.AnswerAsync(context, 200, "{}");
        });
        var options = server.Options();
        options.ServiceUrl = server.Url + "/logs/";
        using var client = CloudWatchLogsClient.Create(options);

        await client.PutLogEventsAsync(Wire.Put("m"), default);

        path.Should().Be("/logs/");
    }

    [Test]
    public void FipsWithACustomUrlIsRefused() =>
        MessageOf(new() { ServiceUrl = "http://localhost:1", UseFips = true })
            .Should().Be("UseFips cannot be combined with ServiceUrl 'http://localhost:1': a FIPS endpoint belongs to a region.");

    [Test]
    public void DualStackWithACustomUrlIsRefused() =>
        MessageOf(new() { ServiceUrl = "http://localhost:1", UseDualStack = true })
            .Should().Be("UseDualStack cannot be combined with ServiceUrl 'http://localhost:1': a dual-stack endpoint belongs to a region.");

    [Test]
    public void FipsOfTheEnvironmentWithACustomUrlIsRefusedByItsName() =>
        MessageOf(new() { ServiceUrl = "http://localhost:1" }, ("AWS_USE_FIPS_ENDPOINT", "true"))
            .Should().StartWith("AWS_USE_FIPS_ENDPOINT of the environment, or its counterpart in the profile, cannot be combined with ServiceUrl");

    [TestCase("no-such-profile")]
    [TestCase("")]
    public void AnUnknownProfileIsRefused(string profile) =>
        MessageOf(new() { Profile = profile, Region = "eu-west-1" })
            .Should().Be($"Profile '{profile}' is not in the shared AWS configuration files.");

    [Test]
    public void AProfileIsIgnoredBesideCredentials() =>
        Endpoint(new() { Profile = "no-such-profile", Region = "eu-west-1", Credentials = WireServer.Credentials }).Should().Be("eu-west-1");

    [TestCase("eu west 1")]
    [TestCase("")]
    [TestCase("eu-west-1.evil.example/")]
    public void ARegionThatCannotBePartOfAHostIsRefused(string region) =>
        MessageOf(new() { Region = region }).Should().Be($"Region '{region}' is not a region name such as eu-west-1.");

    [TestCase("Ireland", " Europe (Ireland) is eu-west-1.")]
    [TestCase("eu-west-1a", "")]
    [TestCase("eu_west_1", "")]
    [TestCase("EUWest1", "")]
    [TestCase("eu-west", "")]
    [TestCase("eu-west-123", "")]
    [TestCase("eu-west-", "")]
    [TestCase("eu--west-1", "")]
    [TestCase("eu-we5t-1", "")]
    [TestCase("e-west-1", "")]
    [TestCase("europe-west-1", "")]
    [TestCase("eu-west-١", "")]
    public void ARegionThatNoneOfAwsIsCalledIsRefused(string region, string suggestion)
    {
        MessageOf(new() { Region = region }).Should().Be($"Region '{region}' is not a region name such as eu-west-1.{suggestion}");
        MessageOf(new(), ("AWS_REGION", region)).Should().Be($"AWS_REGION '{region}' is not a region name such as eu-west-1.{suggestion}");
    }

    [TestCase("us-gov-west-1")]
    [TestCase("us-isob-east-1")]
    [TestCase("eusc-de-east-1")]
    [TestCase("ap-southeast-17")]
    public void ARegionThatIsNotKnownYetMayBeOne(string region) => Endpoint(new() { Region = region }).Should().Be(region);

    [Test]
    public void ARegionOfACustomEndpointMayBeCalledAnything() =>
        ConnectionSettings.Resolve(new() { ServiceUrl = "http://localhost:1", Region = "Garage" }).Region.Should().Be("garage");

    [TestCase("evil.example/")]
    [TestCase("a b")]
    public void AHostPrefixThatCannotBePartOfAHostIsRefused(string prefix) =>
        MessageOf(new() { Region = "eu-west-1", LiveTailHostPrefix = prefix })
            .Should().Be($"LiveTailHostPrefix '{prefix}' is not the beginning of a host name.");

    [Test]
    public void NoRegionAnywhereIsRefusedWithTheWaysToSetOne() =>
        MessageOf(new(), ("AWS_EC2_METADATA_DISABLED", "true")).Should().Be(
            "No AWS region was found: set the option Region, the environment variable AWS_REGION, or a region in the AWS profile, "
            + "or run where the instance metadata service can be reached.");

    [Test]
    public void AnEndpointUrlOfTheEnvironmentIsHonoured()
    {
        Endpoint(new(), ("AWS_ENDPOINT_URL", "http://localhost:1234/")).Should().Be("http://localhost:1234");
        Endpoint(new(), ("AWS_ENDPOINT_URL", "http://localhost:1"), ("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "http://localhost:2")).Should().Be("http://localhost:2");
        Endpoint(new() { Region = "eu-west-1" }, ("AWS_ENDPOINT_URL", "http://localhost:1"), ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"))
            .Should().Be("eu-west-1");
        Endpoint(new() { ServiceUrl = "http://localhost:3" }, ("AWS_ENDPOINT_URL", "http://localhost:1")).Should().Be("http://localhost:3");
    }

    [TestCase("HTTP://LocalHost:80/", "http://localhost")]
    [TestCase("http://localhost:4588/", "http://localhost:4588")]
    [TestCase("http://localhost:4588", "http://localhost:4588")]
    public void EndpointsCanBeCompared(string url, string expected) => Endpoint(new() { ServiceUrl = url }).Should().Be(expected);

    [Test]
    public void TheRegionComesFromTheOptionThenTheEnvironment()
    {
        Endpoint(new() { Region = "eu-west-1" }, ("AWS_REGION", "eu-west-2")).Should().Be("eu-west-1");
        Endpoint(new(), ("AWS_REGION", "eu-west-2"), ("AWS_DEFAULT_REGION", "eu-west-3")).Should().Be("eu-west-2");
        Endpoint(new(), ("AWS_DEFAULT_REGION", "eu-west-3")).Should().Be("eu-west-3");
    }

    [TestCase("http://localhost:1", "", "us-east-1")]
    [TestCase("http://localhost:1", "eu-north-1", "eu-north-1")]
    [TestCase("https://vpce-0a1b.logs.eu-west-1.vpce.amazonaws.com", "eu-north-1", "eu-west-1")]
    [TestCase("https://logs.cn-north-1.amazonaws.com.cn", "", "cn-north-1")]
    [TestCase("https://my-proxy.example.com", "eu-north-1", "eu-north-1")]
    public void ACustomUrlIsSignedForTheRegionItNamesOrTheOneThatIsSet(string url, string environment, string expected)
    {
        using var scope = new EnvironmentScope(("AWS_REGION", environment.Length > 0 ? environment : null));
        ConnectionSettings.Resolve(new() { ServiceUrl = url }).Region.Should().Be(expected);
    }

    [Test]
    public async Task AProfileGivesCredentialsAndRegion()
    {
        var file = Path.GetTempFileName();
        try
        {
            await System.IO.File.WriteAllTextAsync(file, "[default]\naws_access_key_id = DEFAULT\naws_secret_access_key = s\n[work]\naws_access_key_id = OFWORK\naws_secret_access_key = s\nregion = eu-south-1\n");
            using var scope = new EnvironmentScope();
            Amazon.AWSConfigs.AWSProfilesLocation = file;
            await using var server = await WireServer.StartAsync(200, "{}");
            using var client = CloudWatchLogsClient.Create(new() { Profile = "work", ServiceUrl = server.Url });

            await client.PutLogEventsAsync(Wire.Put("m"), default);

            server.Requests.Single().Headers["Authorization"].Should().MatchRegex("Credential=OFWORK/[0-9]+/eu-south-1/logs/");
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }

    [Test]
    public async Task TheSdksOwnChainGivesCredentialsWhenNoneAreSet()
    {
        using var scope = new EnvironmentScope(("AWS_ACCESS_KEY_ID", "INENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_SESSION_TOKEN", "t"));
        await using var server = await WireServer.StartAsync(200, "{}");
        using var client = CloudWatchLogsClient.Create(new() { ServiceUrl = server.Url });

        await client.PutLogEventsAsync(Wire.Put("m"), default);

        server.Requests.Single().Headers["Authorization"].Should().MatchRegex("Credential=INENVIRONMENT/[0-9]+/us-east-1/logs/");
        server.Requests.Single().Headers["X-Amz-Security-Token"].Should().Be("t");
    }

    [TestCase(null)]
    [TestCase("temporary")]
    public async Task AnEndpointIsSetWithAllThatItNeedsWhateverTheEnvironmentSays(string? token)
    {
        using var scope = new EnvironmentScope(
            ("AWS_REGION", "ap-southeast-2"), ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("AWS_ACCESS_KEY_ID", "OTHER"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_SESSION_TOKEN", "t"));
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.Region = "eu-west-1";
            o.Credentials = new("AKID", "secret", token);
        });
        aws.CreateLogStream(Wire.Put("m").LogGroupName, Wire.Put("m").LogStreamName);
        var options = new CloudWatchConnectionOptions();

        aws.Connect(options.UseEndpoint);

        using var client = CloudWatchLogsClient.Create(options);
        await client.PutLogEventsAsync(Wire.Put("m"), default);
        aws.RequestCount("PutLogEvents").Should().Be(1, "it was signed for this emulator");
    }

    [TestCase("", "eu-west-1", "id", "secret", "serviceUrl")]
    [TestCase("http://localhost:4588", " ", "id", "secret", "region")]
    [TestCase("http://localhost:4588", "eu-west-1", "", "secret", "accessKeyId")]
    [TestCase("http://localhost:4588", "eu-west-1", "id", "", "secretAccessKey")]
    public void AnEndpointWithoutOneOfItsPartsIsRefused(string serviceUrl, string region, string accessKeyId, string secret, string name)
    {
        var options = new CloudWatchConnectionOptions();
        options.Invoking(o => o.UseEndpoint(serviceUrl, region, accessKeyId, secret)).Should().Throw<ArgumentException>().WithParameterName(name).WithMessage($"{name} '*' is blank*");
        (options.ServiceUrl, options.Region, options.Credentials).Should().Be((null, null, null), "it is set whole or not at all");
    }

    [Test]
    public async Task NothingGoesOverTheNetworkAtConstruction()
    {
        await using var metadata = WireSocket.Start(connection => connection.WhenHungUpAsync());
        using var scope = new EnvironmentScope(("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.Url));

        using (CloudWatchLogsClient.Create(new())) { }
        using (CloudWatchLogsClient.Create(new() { ServiceUrl = "http://localhost:1" })) { }

        metadata.Connections.Should().Be(0);
    }

    [Test]
    public async Task TheInstancesRegionIsAskedForOnceAndByTheFirstCall()
    {
        using var scope = new EnvironmentScope();
        var asked = 0;
        var asking = new TaskCompletionSource();
        var region = new InstanceRegion(() =>
        {
            Interlocked.Increment(ref asked);
            asking.TrySetResult();
            return Task.FromResult("eu-central-1");
        });
        using var client = CloudWatchLogsClient.Create(new() { Credentials = new HeldCredentials() }, instanceRegion: region);
        client.Endpoint.Should().BeEmpty();
        using var cancellation = new CancellationTokenSource();

        var first = client.PutLogEventsAsync(Wire.Put("m"), cancellation.Token);
        var second = client.PutLogEventsAsync(Wire.Put("m"), cancellation.Token);
        await asking.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();
        foreach (var call in new Func<Task>[] { () => first, () => second }) await call.Should().ThrowAsync<OperationCanceledException>();

        await Eventually.HoldsAsync(() => client.Endpoint.Length > 0);
        asked.Should().Be(1);
        client.Endpoint.Should().Be("eu-central-1");
    }

    [Test]
    public async Task AnInstanceThatDoesNotTellItsRegionIsAClearDenialAfterFiveSeconds()
    {
        using var scope = new EnvironmentScope();
        var clock = new ManualTimeProvider();
        var never = new TaskCompletionSource<string>();
        using var client = CloudWatchLogsClient.Create(
            new() { Credentials = WireServer.Credentials }, clock, instanceRegion: new InstanceRegion(() => never.Task));

        var call = client.PutLogEventsAsync(Wire.Put("m"), default);
        await clock.WhenTimersPendAsync(2).WaitAsync(TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(5));

        var failure = await Wire.FailureOf(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);
        failure.Message.Should().StartWith("No AWS region was found: set the option Region");
    }

    static string MessageOf(CloudWatchConnectionOptions options, params (string, string?)[] environment)
    {
        using var scope = new EnvironmentScope(environment);
        var create = () => CloudWatchLogsClient.Create(options);
        return create.Should().ThrowExactly<ArgumentException>().Which.Message;
    }

    static string Endpoint(CloudWatchConnectionOptions options, params (string, string?)[] environment)
    {
        using var scope = new EnvironmentScope(environment);
        using var client = CloudWatchLogsClient.Create(options);
        return client.Endpoint;
    }

    /// <summary>Credentials that are never there, so that no request is ever sent.</summary>
    sealed class HeldCredentials : AWSCredentials
    {
        readonly TaskCompletionSource<ImmutableCredentials> _never = new();

        public override ImmutableCredentials GetCredentials() => throw new NotSupportedException();

        public override Task<ImmutableCredentials> GetCredentialsAsync() => _never.Task;
    }
}
