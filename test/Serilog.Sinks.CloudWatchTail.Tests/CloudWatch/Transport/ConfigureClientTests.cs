using Amazon;
using Amazon.Runtime;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

[NonParallelizable]
public class ConfigureClientTests
{
    static readonly (string Rule, Action<ClientConfig> Configure)[] Refused =
    [
        ("ServiceURL to 'http://elsewhere.example*ServiceUrl", config => config.ServiceURL = "http://elsewhere.example/?password=secret"),
        ("RegionEndpoint to 'eu-north-1'*option Region", config => config.RegionEndpoint = RegionEndpoint.EUNorth1),
        ("AuthenticationRegion to *option Region", config => config.AuthenticationRegion = "eu-north-1"),
        ("EndpointProvider to *ServiceUrl", config => config.EndpointProvider = new ServiceEndpoint("http://elsewhere.example")),
        ("UseFIPSEndpoint to 'True'*UseFips", config => config.UseFIPSEndpoint = true),
        ("UseDualstackEndpoint to 'True'*UseDualStack", config => config.UseDualstackEndpoint = true),
        ("UseHttp to 'True'*ServiceUrl", config => config.UseHttp = true),
        ("Profile to 'Profile'*option Profile", config => config.Profile = new Profile("other")),
        ("DefaultAWSCredentials to 'BasicAWSCredentials'*Credentials", config => config.DefaultAWSCredentials = new BasicAWSCredentials("a", "secret")),
        ("MaxErrorRetry to '3'*own schedules", config => config.MaxErrorRetry = 3),
        ("RetryMode to 'Adaptive'*own schedules", config => config.RetryMode = RequestRetryMode.Adaptive),
        ("MaxStaleConnectionRetries to '10'*not idempotent", config => config.MaxStaleConnectionRetries = 10),
        ("AuthenticationServiceName to 's3'*'logs'", config => config.AuthenticationServiceName = "s3"),
        ("MaxConnectionsPerServer to '0'*at least 1", config => config.MaxConnectionsPerServer = 0),
        ("HttpClientCacheSize to '0'*at least 1", config => config.HttpClientCacheSize = 0),
        ("BufferSize to '-1'*at least 1", config => config.BufferSize = -1),
        ("ProxyHost to 'proxy.example' and no ProxyPort*no proxy", config => config.ProxyHost = "proxy.example"),
        ("ProxyHost to 'http://***@proxy.example'*name or the address", config => (config.ProxyHost, config.ProxyPort) = ("http://orders:secret@proxy.example", 3128)),
        ("an HttpClientFactory whose CreateHttpClient returns null*", config => config.HttpClientFactory = new Factory(() => null!)),
        ("Timeout to infinite*forever", config => config.Timeout = Timeout.InfiniteTimeSpan),
    ];

    [Test]
    public void SettingsWithTheirOwnOptionAndSettingsThatBreakDeliveryAreRefusedAtConfiguration()
    {
        foreach (var (rule, configure) in Refused)
        {
            var create = () => CloudWatchLogsClient.Create(new() { Region = "eu-west-1", Credentials = WireServer.Credentials, ConfigureClient = configure });
            create.Should().Throw<ArgumentException>().WithMessage($"ConfigureClient sets {rule}*").Which.Message.Should().NotContain("secret");
        }
    }

    [Test]
    public void ARegionIsRefusedToo_WhereOnlyTheInstanceKnowsOne()
    {
        using var scope = new EnvironmentScope();
        var asked = new InstanceRegion(() => throw new InvalidOperationException("nothing may go over the network"));
        var options = new CloudWatchConnectionOptions { Credentials = WireServer.Credentials };

        options.ConfigureClient = config => config.RegionEndpoint = RegionEndpoint.EUNorth1;
        FluentActions.Invoking(() => CloudWatchLogsClient.Create(options, instanceRegion: asked)).Should().Throw<ArgumentException>().WithMessage("*'eu-north-1'*option Region*");
        options.ConfigureClient = config => (config.ProxyHost, config.ProxyPort) = ("proxy.example", 3128);
        using (CloudWatchLogsClient.Create(options, instanceRegion: asked)) { }
    }

    [Test]
    public void AnExceptionInItReachesTheCodeThatCreatesTheSink()
    {
        var create = () => new LoggerConfiguration().WriteTo.CloudWatch(
            "/shop/orders", region: "eu-west-1", configureClient: _ => throw new InvalidOperationException("no proxy is configured"));
        create.Should().Throw<InvalidOperationException>().WithMessage("no proxy is configured");
    }

    [Test]
    public void SoDoesOneInTheFactoryThatItSets()
    {
        var create = () => new LoggerConfiguration().WriteTo.CloudWatch(
            "/shop/orders", region: "eu-west-1", configureClient: client => client.HttpClientFactory = new Factory(() => throw new InvalidOperationException("no handler")));
        create.Should().Throw<InvalidOperationException>().WithMessage("no handler");
    }

    [Test]
    public async Task AnHttpClientOfSeveralSinksOutlivesThem()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var shared = new HttpClient();
        for (var sink = 1; sink <= 2; sink++)
        {
            await using (var logger = new LoggerConfiguration().WriteTo.CloudWatch(options =>
            {
                options.LogGroup = "/shop/orders";
                aws.Connect(options.Connection.UseEndpoint);
                options.Connection.ConfigureClient = client => client.HttpClientFactory = new Factory(() => shared) { IsShared = true };
            }).CreateLogger()) logger.Information("Hello");
            aws.Events("/shop/orders").Should().HaveCount(sink);
        }
    }

    [Test]
    public async Task CallsGoThroughTheProxy()
    {
        await using var proxy = await WireServer.StartAsync(200, "{}");
        var address = new Uri(proxy.Url);
        using var client = CloudWatchLogsClient.Create(new()
        {
            // With http a proxy gets the request itself, and no tunnel.
            ServiceUrl = "http://logs.behind-the-proxy.example",
            Credentials = WireServer.Credentials,
            ConfigureClient = config => (config.ProxyHost, config.ProxyPort) = (address.Host, address.Port),
        });

        await client.PutLogEventsAsync(Wire.Put("m"), default);

        proxy.Requests.Single().Headers["Host"].Should().Be("logs.behind-the-proxy.example");
    }

    [Test]
    public async Task TheTimeLimitOfACallIsTheOneThatIsSet()
    {
        var clock = new ManualTimeProvider();
        var received = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        await using var server = await WireServer.StartAsync((_, _) =>
        {
            received.TrySetResult();
            return never.Task;
        });
        var options = server.Options();
        options.ConfigureClient = config => config.Timeout = TimeSpan.FromSeconds(5);
        using var client = CloudWatchLogsClient.Create(options, clock);

        var call = client.PutLogEventsAsync(Wire.Put("m"), default);
        await received.Task.WaitAsync(Limits.Patience);
        clock.Advance(TimeSpan.FromSeconds(5));

        (await Wire.FailureOf(() => call.WaitAsync(Limits.Patience))).Message.Should().Be("PutLogEvents was sent and not answered within 5 s.");
        never.SetResult();
    }

    [Test]
    public void TheTransportTakesTheLimitsOfConnecting()
    {
        using var plain = HttpTransport.CreateHandler(new ServiceConfig());
        using var changed = HttpTransport.CreateHandler(new ServiceConfig { ConnectTimeout = TimeSpan.FromSeconds(3), MaxConnectionsPerServer = 7 });

        (plain.ConnectTimeout, plain.MaxConnectionsPerServer).Should().Be((TimeSpan.FromSeconds(10), int.MaxValue));
        (changed.ConnectTimeout, changed.MaxConnectionsPerServer).Should().Be((TimeSpan.FromSeconds(3), 7));
    }

    [Test]
    public async Task SinkAuditAndTailSendThroughTheApplicationsOwnHttpClients()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(20));
        var factories = new List<CountingFactory>();
        await using (var logger = new LoggerConfiguration()
            .WriteTo.CloudWatch(options =>
            {
                options.LogGroup = "/shop/orders";
                aws.Connect(options.Connection.UseEndpoint);
                options.Connection.ConfigureClient = Count;
            })
            .AuditTo.CloudWatch(
                "/shop/audit",
                serviceUrl: aws.ServiceUrl,
                region: aws.Region,
                credentials: new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey),
                configureClient: Count)
            .CreateLogger()) logger.Information("Hello");
        await using var tail = new CloudWatchLiveTail(options =>
        {
            options.LogGroups.Add("/shop/orders");
            aws.Connect(options.Connection.UseEndpoint);
            options.Connection.ConfigureClient = Count;
        });
        using var stop = new CancellationTokenSource(Limits.Patience);
        await using (var events = tail.ReadAsync(stop.Token).GetAsyncEnumerator(stop.Token))
        {
            var next = events.MoveNextAsync().AsTask();
            await aws.WaitForLiveTailSessionsAsync(1);
            aws.Put("/shop/orders", "s", "from the service");
            (await next).Should().BeTrue();
        }

        factories.Should().HaveCount(3, "it is called once for each");
        factories.Should().OnlyContain(factory => factory.Requests > 0);
        factories.Sum(factory => factory.Requests).Should().Be(aws.Requests.Count);

        void Count(ClientConfig config)
        {
            var factory = new CountingFactory();
            factories.Add(factory);
            config.HttpClientFactory = factory;
        }
    }

    sealed class Factory(Func<HttpClient> create) : HttpClientFactory
    {
        public bool IsShared { get; init; }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => create();

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => !IsShared && base.UseSDKHttpClientCaching(clientConfig);

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => !IsShared && base.DisposeHttpClientsAfterUse(clientConfig);
    }

    sealed class CountingFactory : HttpClientFactory
    {
        int _requests;

        public int Requests => _requests;

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Counting(this));

        sealed class Counting(CountingFactory factory)
            : DelegatingHandler(new SocketsHttpHandler { ActivityHeadersPropagator = null, ResponseDrainTimeout = TimeSpan.Zero, AllowAutoRedirect = false })
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                Interlocked.Increment(ref factory._requests);
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
