using Amazon.Runtime;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail;
using Serilog.Sinks.CloudWatchTail.Emit;

namespace Serilog;

/// <summary>Adds <c>WriteTo.CloudWatch()</c> and <c>AuditTo.CloudWatch()</c>.</summary>
public static class CloudWatchLoggerConfigurationExtensions
{
    /// <summary>Write log events to Amazon CloudWatch Logs, in batches. Every parameter can be set from Serilog.Settings.Configuration.</summary>
    /// <param name="loggerConfiguration">The logger configuration.</param>
    /// <param name="logGroup">The log group to write to. Required; optional in the signature only so that a configuration file without it gets a clear error.</param>
    /// <param name="logStream">The template of the stream's name. Default: <c>{MachineName}/{ProcessName}/{ProcessId}</c>. See <see cref="CloudWatchSinkOptions.LogStream"/>.</param>
    /// <param name="restrictedToMinimumLevel">The minimum level for events to be sent. Default: Verbose. Ignored when <paramref name="levelSwitch"/> is specified.</param>
    /// <param name="levelSwitch">A switch that sets the minimum level while running. Default: none.</param>
    /// <param name="detailLevel">The lowest level that is kept in memory by trace, and sent when an event of the same trace fails. Default: none. See <see cref="CloudWatchSinkOptions.DetailLevel"/>.</param>
    /// <param name="detailKey">The property that tells a trace where an event has no TraceId, such as RequestId. Default: none.</param>
    /// <param name="detailOnLevel">An event at or above this level lets the details of its trace out. Default: Error.</param>
    /// <param name="detailTime">How long later details follow at once, and how long a silent trace's are kept, up to 1 hour. Default: 60 seconds (<c>"00:01:00"</c>).</param>
    /// <param name="detailLimitBytes">The most bytes of memory for details, at least 64 KiB; over it the oldest trace goes. Default: 16 MiB.</param>
    /// <param name="formatter">Writes an event as a message. Default: CloudWatch JSON. An error together with <paramref name="outputTemplate"/>.</param>
    /// <param name="outputTemplate">A Serilog output template for human-readable text. Default: none. An error together with <paramref name="formatter"/>.</param>
    /// <param name="formatProvider">Culture for the rendered message. Default: the invariant culture. Ignored when <paramref name="formatter"/> is given.</param>
    /// <param name="createLogGroup">Create a missing log group. Default: true.</param>
    /// <param name="createLogStream">Create a missing log stream. Default: true.</param>
    /// <param name="retentionInDays">Days that a group which the sink creates keeps its events; one of the service's values. Default: none, for ever.</param>
    /// <param name="updateRetention">Give retention and tags to a group that exists as well, once. Default: false.</param>
    /// <param name="deletionProtection">Protect a group that the sink creates from being deleted. Default: false.</param>
    /// <param name="logGroupClass">Class of a group that the sink creates: STANDARD, INFREQUENT_ACCESS, DELIVERY or ESSENTIALS, any case. Default: the service's.</param>
    /// <param name="kmsKeyId">ARN of the KMS key of a group that the sink creates. Default: none.</param>
    /// <param name="tags">Tags of a group that the sink creates, at most 50. Default: none. In a key <c>%3A</c> stands for a colon.</param>
    /// <param name="dataSourceName">Name of the data source of a group that the sink creates, the tag <c>cw:datasource:name</c>. Default: none.</param>
    /// <param name="dataSourceType">Type of that data source, the tag <c>cw:datasource:type</c>. Default: none.</param>
    /// <param name="serviceName">Name of the service whose events these are, sent with each put as its entity; empty for none. Default: OTEL_SERVICE_NAME, or others of the environment.</param>
    /// <param name="environment">Environment of that service; empty for none. Default: that of OTEL_RESOURCE_ATTRIBUTES, or of the platform.</param>
    /// <param name="streamLimit">Distinct stream names that events may choose within an hour, 1 to 100,000. Default: 200.</param>
    /// <param name="logStreamSelector">Chooses the stream of each event. Default: none, <paramref name="logStream"/> names it. See <see cref="CloudWatchSinkOptions.LogStreamSelector"/>.</param>
    /// <param name="batchSizeLimit">The most events in one put, 1 to 10,000 (the service's limit). Default: 10,000.</param>
    /// <param name="batchSizeLimitBytes">The most bytes in one put, as the service counts them, at most 1,048,576. Default: 1,048,576.</param>
    /// <param name="bufferingTimeLimit">How long an event may wait for others, up to 1 hour. Default: 2 seconds (<c>"00:00:02"</c>).</param>
    /// <param name="eagerlyEmitFirstEvent">Send the first event at once. Default: true.</param>
    /// <param name="queueLimit">The most events accepted and neither delivered nor reported. Default: 200,000.</param>
    /// <param name="queueLimitBytes">The most bytes of memory for events that are neither delivered nor reported yet, at least 1 MiB. Default: 128 MiB.</param>
    /// <param name="bytesPerMinuteLimit">The most bytes a minute, as the service bills them, with a burst of one minute; events over it are refused. Default: none.</param>
    /// <param name="budgetExemptLevel">Events at or above this level are never refused for that. Default: Warning.</param>
    /// <param name="measureTemplates">Measure what each message template costs, for <see cref="CloudWatchSinkStatus.CostliestTemplates"/>. Default: false.</param>
    /// <param name="blockWhenFull">Make callers wait for room instead of refusing events. Default: false.</param>
    /// <param name="flushAtLevel">An event at or above this level is sent at once, with all events before it. Default: Fatal.</param>
    /// <param name="eventSizeLimitBytes">The most bytes of one message, 1,024 to 1,048,550; longer ones are shortened inside their fields. Default: 1,000,000.</param>
    /// <param name="maxConcurrentRequests">The most puts in flight at once, 1 to 64. Default: 4.</param>
    /// <param name="retryTimeLimit">How long delivery is retried before events are reported as lost, up to 1 day. Default: 10 minutes.</param>
    /// <param name="shutdownTimeLimit">How long disposal may take, including handing over to the fallback, zero to 1 hour. Default: 7
    /// seconds.</param>
    /// <param name="bufferBaseFilename">Turns durable mode on: the start of the names of files where events wait, such as <c>logs/orders</c>.
    /// Default: none, they wait in memory.</param>
    /// <param name="bufferSizeLimitBytes">The most bytes of these files, 4 MiB to 1 TiB; beyond it the oldest events are dropped and reported.
    /// Default: 1 GiB.</param>
    /// <param name="bufferFlush">What an event in these files survives: <c>Os</c>, the end of the process, or <c>Disk</c>, a crash of the machine
    /// too. Any case. Default: <c>Os</c>.</param>
    /// <param name="fallback">Configures the sinks that get every event that could not be delivered. Default: none.</param>
    /// <param name="onFailure">Called for every failure, never concurrently. Default: a line to SelfLog.</param>
    /// <param name="region">The AWS region. Default: the SDK's own chain.</param>
    /// <param name="profile">A profile of the shared AWS configuration files. Default: none. Ignored when <paramref name="credentials"/> is given.</param>
    /// <param name="serviceUrl">A custom endpoint, an absolute http or https URL. Default: none. An error together with <paramref name="useFips"/> or <paramref name="useDualStack"/>.</param>
    /// <param name="credentials">Credentials to sign with. Default: the SDK's own chain.</param>
    /// <param name="configureClient">Sets up a proxy, time limits or an own HttpClientFactory. Default: none. See <see cref="CloudWatchConnectionOptions.ConfigureClient"/>.</param>
    /// <param name="useFips">Use the region's FIPS 140 endpoint. Default: false.</param>
    /// <param name="useDualStack">Use the region's dual-stack endpoint. Default: false.</param>
    /// <param name="gzip">Compress put bodies. Default: false.</param>
    /// <param name="protocol">The protocol of all calls: <c>Json</c>, or <c>Cbor</c>, which was never tested against AWS. Any case. Default: <c>Json</c>. See <see cref="CloudWatchSinkOptions.Protocol"/>.</param>
    /// <returns>The logger configuration, for chaining.</returns>
    /// <exception cref="ArgumentException">An option is missing or invalid; the message names the option, the value and the rule.</exception>
    public static LoggerConfiguration CloudWatch(
        this LoggerSinkConfiguration loggerConfiguration,
        string? logGroup = null,
        string logStream = CloudWatchSinkOptions.DefaultLogStream,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null,
        LogEventLevel? detailLevel = null,
        string? detailKey = null,
        LogEventLevel detailOnLevel = LogEventLevel.Error,
        TimeSpan? detailTime = null,
        long detailLimitBytes = 16L * 1024 * 1024,
        ITextFormatter? formatter = null,
        string? outputTemplate = null,
        IFormatProvider? formatProvider = null,
        bool createLogGroup = true,
        bool createLogStream = true,
        int? retentionInDays = null,
        bool updateRetention = false,
        bool deletionProtection = false,
        string? logGroupClass = null,
        string? kmsKeyId = null,
        Dictionary<string, string>? tags = null,
        string? dataSourceName = null,
        string? dataSourceType = null,
        string? serviceName = null,
        string? environment = null,
        int streamLimit = 200,
        Func<LogEvent, string?>? logStreamSelector = null,
        int batchSizeLimit = 10_000,
        int batchSizeLimitBytes = 1_048_576,
        TimeSpan? bufferingTimeLimit = null,
        bool eagerlyEmitFirstEvent = true,
        int queueLimit = 200_000,
        long queueLimitBytes = 128L * 1024 * 1024,
        long? bytesPerMinuteLimit = null,
        LogEventLevel budgetExemptLevel = LogEventLevel.Warning,
        bool measureTemplates = false,
        bool blockWhenFull = false,
        LogEventLevel flushAtLevel = LogEventLevel.Fatal,
        int eventSizeLimitBytes = 1_000_000,
        int maxConcurrentRequests = 4,
        TimeSpan? retryTimeLimit = null,
        TimeSpan? shutdownTimeLimit = null,
        string? bufferBaseFilename = null,
        long bufferSizeLimitBytes = 1024L * 1024 * 1024,
        string bufferFlush = "Os",
        Action<LoggerSinkConfiguration>? fallback = null,
        Action<CloudWatchFailure>? onFailure = null,
        string? region = null,
        string? profile = null,
        string? serviceUrl = null,
        AWSCredentials? credentials = null,
        Action<ClientConfig>? configureClient = null,
        bool useFips = false,
        bool useDualStack = false,
        bool gzip = false,
        string protocol = "Json") =>
        loggerConfiguration.CloudWatch(options =>
        {
            options.LogGroup = logGroup;
            options.LogStream = logStream;
            options.RestrictedToMinimumLevel = restrictedToMinimumLevel;
            options.LevelSwitch = levelSwitch;
            options.DetailLevel = detailLevel;
            options.DetailKey = detailKey;
            options.DetailOnLevel = detailOnLevel;
            if (detailTime is not null) options.DetailTime = detailTime.Value;
            options.DetailLimitBytes = detailLimitBytes;
            options.Formatter = formatter;
            options.OutputTemplate = outputTemplate;
            options.FormatProvider = formatProvider;
            options.CreateLogGroup = createLogGroup;
            options.CreateLogStream = createLogStream;
            options.RetentionInDays = retentionInDays;
            options.UpdateRetention = updateRetention;
            options.DeletionProtection = deletionProtection;
            options.LogGroupClass = logGroupClass;
            options.KmsKeyId = kmsKeyId;
            if (tags is not null) options.Tags = tags;
            options.DataSourceName = dataSourceName;
            options.DataSourceType = dataSourceType;
            options.ServiceName = serviceName;
            options.Environment = environment;
            options.StreamLimit = streamLimit;
            options.LogStreamSelector = logStreamSelector;
            options.BatchSizeLimit = batchSizeLimit;
            options.BatchSizeLimitBytes = batchSizeLimitBytes;
            if (bufferingTimeLimit is not null) options.BufferingTimeLimit = bufferingTimeLimit.Value;
            options.EagerlyEmitFirstEvent = eagerlyEmitFirstEvent;
            options.QueueLimit = queueLimit;
            options.QueueLimitBytes = queueLimitBytes;
            options.BytesPerMinuteLimit = bytesPerMinuteLimit;
            options.BudgetExemptLevel = budgetExemptLevel;
            options.MeasureTemplates = measureTemplates;
            options.BlockWhenFull = blockWhenFull;
            options.FlushAtLevel = flushAtLevel;
            options.EventSizeLimitBytes = eventSizeLimitBytes;
            options.MaxConcurrentRequests = maxConcurrentRequests;
            if (retryTimeLimit is not null) options.RetryTimeLimit = retryTimeLimit.Value;
            if (shutdownTimeLimit is not null) options.ShutdownTimeLimit = shutdownTimeLimit.Value;
            options.BufferBaseFilename = bufferBaseFilename;
            options.BufferSizeLimitBytes = bufferSizeLimitBytes;
            options.BufferFlush = SinkOptionsValidator.BufferFlushOf(bufferFlush);
            options.Fallback = fallback;
            options.OnFailure = onFailure;
            options.Connection.Region = region;
            options.Connection.Profile = profile;
            options.Connection.ServiceUrl = serviceUrl;
            options.Connection.Credentials = credentials;
            options.Connection.ConfigureClient = configureClient;
            options.Connection.UseFips = useFips;
            options.Connection.UseDualStack = useDualStack;
            options.Gzip = gzip;
            options.Protocol = SinkOptionsValidator.ProtocolOf(protocol);
        });

    /// <summary>Write log events to Amazon CloudWatch Logs, in batches, with everything set in code.</summary>
    /// <param name="loggerConfiguration">The logger configuration.</param>
    /// <param name="configure">Sets the options; <see cref="CloudWatchSinkOptions.LogGroup"/> is required.</param>
    /// <returns>The logger configuration, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is missing or invalid; the message names the option, the value and the rule.</exception>
    public static LoggerConfiguration CloudWatch(this LoggerSinkConfiguration loggerConfiguration, Action<CloudWatchSinkOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(loggerConfiguration);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CloudWatchSinkOptions();
        configure(options);
        return loggerConfiguration.Sink(SinkFactory.CreateBatched(options));
    }

    /// <summary>Write each log event to Amazon CloudWatch Logs with a separate put while the caller waits; a failure is thrown to the caller.</summary>
    /// <param name="loggerConfiguration">The logger configuration.</param>
    /// <param name="logGroup">The log group to write to. Required; optional in the signature only so that a configuration file without it gets a clear error.</param>
    /// <param name="logStream">The template of the stream's name. Default: <c>{MachineName}/{ProcessName}/{ProcessId}</c>. See <see cref="CloudWatchSinkOptions.LogStream"/>.</param>
    /// <param name="restrictedToMinimumLevel">The minimum level for events to be sent. Default: Verbose. Ignored when <paramref name="levelSwitch"/> is specified.</param>
    /// <param name="levelSwitch">A switch that sets the minimum level while running. Default: none.</param>
    /// <param name="formatter">Writes an event as a message. Default: CloudWatch JSON. An error together with <paramref name="outputTemplate"/>.</param>
    /// <param name="outputTemplate">A Serilog output template for human-readable text. Default: none. An error together with <paramref name="formatter"/>.</param>
    /// <param name="formatProvider">Culture for the rendered message. Default: the invariant culture. Ignored when <paramref name="formatter"/> is given.</param>
    /// <param name="createLogGroup">Create a missing log group. Default: true.</param>
    /// <param name="createLogStream">Create a missing log stream. Default: true.</param>
    /// <param name="retentionInDays">Days that a group which the sink creates keeps its events; one of the service's values. Default: none, for ever.</param>
    /// <param name="updateRetention">Give retention and tags to a group that exists as well, once. Default: false.</param>
    /// <param name="deletionProtection">Protect a group that the sink creates from being deleted. Default: false.</param>
    /// <param name="logGroupClass">Class of a group that the sink creates: STANDARD, INFREQUENT_ACCESS, DELIVERY or ESSENTIALS, any case. Default: the service's.</param>
    /// <param name="kmsKeyId">ARN of the KMS key of a group that the sink creates. Default: none.</param>
    /// <param name="tags">Tags of a group that the sink creates, at most 50. Default: none. In a key <c>%3A</c> stands for a colon.</param>
    /// <param name="dataSourceName">Name of the data source of a group that the sink creates, the tag <c>cw:datasource:name</c>. Default: none.</param>
    /// <param name="dataSourceType">Type of that data source, the tag <c>cw:datasource:type</c>. Default: none.</param>
    /// <param name="serviceName">Name of the service whose events these are, sent with each put as its entity; empty for none. Default: OTEL_SERVICE_NAME, or others of the environment.</param>
    /// <param name="environment">Environment of that service; empty for none. Default: that of OTEL_RESOURCE_ATTRIBUTES, or of the platform.</param>
    /// <param name="streamLimit">Distinct stream names that events may choose within an hour, 1 to 100,000. Default: 200.</param>
    /// <param name="logStreamSelector">Chooses the stream of each event. Default: none, <paramref name="logStream"/> names it. See <see cref="CloudWatchSinkOptions.LogStreamSelector"/>.</param>
    /// <param name="eventSizeLimitBytes">The most bytes of one message, 1,024 to 1,048,550; longer ones are shortened inside their fields. Default: 1,000,000.</param>
    /// <param name="region">The AWS region. Default: the SDK's own chain.</param>
    /// <param name="profile">A profile of the shared AWS configuration files. Default: none. Ignored when <paramref name="credentials"/> is given.</param>
    /// <param name="serviceUrl">A custom endpoint, an absolute http or https URL. Default: none. An error together with <paramref name="useFips"/> or <paramref name="useDualStack"/>.</param>
    /// <param name="credentials">Credentials to sign with. Default: the SDK's own chain.</param>
    /// <param name="configureClient">Sets up a proxy, time limits or an own HttpClientFactory. Default: none. See <see cref="CloudWatchConnectionOptions.ConfigureClient"/>.</param>
    /// <param name="useFips">Use the region's FIPS 140 endpoint. Default: false.</param>
    /// <param name="useDualStack">Use the region's dual-stack endpoint. Default: false.</param>
    /// <param name="gzip">Compress put bodies. Default: false.</param>
    /// <param name="protocol">The protocol of all calls: <c>Json</c>, or <c>Cbor</c>, which was never tested against AWS. Any case. Default: <c>Json</c>. See <see cref="CloudWatchSinkOptions.Protocol"/>.</param>
    /// <returns>The logger configuration, for chaining.</returns>
    /// <exception cref="ArgumentException">An option is missing or invalid; the message names the option, the value and the rule.</exception>
    public static LoggerConfiguration CloudWatch(
        this LoggerAuditSinkConfiguration loggerConfiguration,
        string? logGroup = null,
        string logStream = CloudWatchSinkOptions.DefaultLogStream,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null,
        ITextFormatter? formatter = null,
        string? outputTemplate = null,
        IFormatProvider? formatProvider = null,
        bool createLogGroup = true,
        bool createLogStream = true,
        int? retentionInDays = null,
        bool updateRetention = false,
        bool deletionProtection = false,
        string? logGroupClass = null,
        string? kmsKeyId = null,
        Dictionary<string, string>? tags = null,
        string? dataSourceName = null,
        string? dataSourceType = null,
        string? serviceName = null,
        string? environment = null,
        int streamLimit = 200,
        Func<LogEvent, string?>? logStreamSelector = null,
        int eventSizeLimitBytes = 1_000_000,
        string? region = null,
        string? profile = null,
        string? serviceUrl = null,
        AWSCredentials? credentials = null,
        Action<ClientConfig>? configureClient = null,
        bool useFips = false,
        bool useDualStack = false,
        bool gzip = false,
        string protocol = "Json") =>
        loggerConfiguration.CloudWatch(options =>
        {
            options.LogGroup = logGroup;
            options.LogStream = logStream;
            options.RestrictedToMinimumLevel = restrictedToMinimumLevel;
            options.LevelSwitch = levelSwitch;
            options.Formatter = formatter;
            options.OutputTemplate = outputTemplate;
            options.FormatProvider = formatProvider;
            options.CreateLogGroup = createLogGroup;
            options.CreateLogStream = createLogStream;
            options.RetentionInDays = retentionInDays;
            options.UpdateRetention = updateRetention;
            options.DeletionProtection = deletionProtection;
            options.LogGroupClass = logGroupClass;
            options.KmsKeyId = kmsKeyId;
            if (tags is not null) options.Tags = tags;
            options.DataSourceName = dataSourceName;
            options.DataSourceType = dataSourceType;
            options.ServiceName = serviceName;
            options.Environment = environment;
            options.StreamLimit = streamLimit;
            options.LogStreamSelector = logStreamSelector;
            options.EventSizeLimitBytes = eventSizeLimitBytes;
            options.Connection.Region = region;
            options.Connection.Profile = profile;
            options.Connection.ServiceUrl = serviceUrl;
            options.Connection.Credentials = credentials;
            options.Connection.ConfigureClient = configureClient;
            options.Connection.UseFips = useFips;
            options.Connection.UseDualStack = useDualStack;
            options.Gzip = gzip;
            options.Protocol = SinkOptionsValidator.ProtocolOf(protocol);
        });

    /// <summary>
    /// Write each log event to Amazon CloudWatch Logs with a separate put while the caller waits; a failure is thrown to the caller as a
    /// <see cref="CloudWatchLogsException"/> inside Serilog's <see cref="AggregateException"/>.
    /// </summary>
    /// <param name="loggerConfiguration">The logger configuration.</param>
    /// <param name="configure">Sets the options; those about batching, queueing and retrying do not apply.</param>
    /// <returns>The logger configuration, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is missing or invalid; the message names the option, the value and the rule.</exception>
    public static LoggerConfiguration CloudWatch(this LoggerAuditSinkConfiguration loggerConfiguration, Action<CloudWatchSinkOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(loggerConfiguration);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CloudWatchSinkOptions();
        configure(options);
        return loggerConfiguration.Sink(SinkFactory.CreateAudit(options), options.RestrictedToMinimumLevel, options.LevelSwitch);
    }
}
