using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Telemetry;
using Amazon.Util.Internal;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The SDK's settings for one pipeline.
sealed class ServiceConfig : ClientConfig
{
    // The SDK derives AWS_ENDPOINT_URL_CLOUDWATCH_LOGS and the profile's section name from this id.
    public const string CloudWatchLogsServiceId = "CloudWatch Logs";

    static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString(
        CloudWatchLogsServiceId,
        typeof(ServiceConfig).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");

    public ServiceConfig()
        : base(new Defaults())
    {
        ServiceId = CloudWatchLogsServiceId;
        AuthenticationServiceName = "logs";

        // Callers have their own retry schedules. One immediate retry after a reset, because the service may just have closed the pooled connection.
        // More would repeat a put, which is not idempotent, without a back-off.
        MaxErrorRetry = 0;
        MaxStaleConnectionRetries = 1;
        RetryMode = RequestRetryMode.Standard;

        HttpClientFactory = new HttpTransport();
        BufferSize = 128 * 1024;

        // The SDK's logs and spans about this client would return to the sink as events.
        DisableLogging = true;
        LogMetrics = false;
        TelemetryProvider = new DefaultTelemetryProvider();
    }

    public override string ServiceVersion => "2014-03-28";

    public override string UserAgent => UserAgentString;

    public override string RegionEndpointServiceName => "logs";

    public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(
        Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) => EndpointProvider.ResolveEndpoint(null);

    sealed class Defaults : IDefaultConfigurationProvider
    {
        static readonly DefaultConfiguration Standard = new()
        {
            Name = DefaultConfigurationMode.Standard,
            RetryMode = RequestRetryMode.Standard,
        };

        public IDefaultConfiguration GetDefaultConfiguration(
            Amazon.RegionEndpoint clientRegion,
            DefaultConfigurationMode? requestedConfigurationMode = null) => Standard;
    }
}
