using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>Everything that can be set of the sink. An invalid value fails when the logger is configured, with the option, the value and the rule.</summary>
/// <remarks>
/// The sink copies what it is given: later changes have no effect, but for those of <see cref="LevelSwitch"/>. Options that have no effect together are
/// named in Serilog's SelfLog when the logger is configured.
/// </remarks>
public class CloudWatchSinkOptions
{
    /// <summary>The stream template that is used when none is given.</summary>
    public const string DefaultLogStream = "{MachineName}/{ProcessName}/{ProcessId}";

    /// <summary>The log group to write to: a name of 1 to 512 characters out of letters, digits and <c>. - _ / #</c>. Required.</summary>
    public string? LogGroup { get; set; }

    /// <summary>
    /// The template of the log stream's name. Default: <c>{MachineName}/{ProcessName}/{ProcessId}</c>. Tokens have the form
    /// <c>{Token[:format][|default]}</c>: <c>MachineName</c>, <c>ProcessName</c>, <c>ProcessId</c>, <c>InstanceId</c> (random at each start),
    /// <c>AppVersion</c> (the informational version of the entry assembly, without what follows a plus), <c>Env:NAME</c> (an environment variable, read
    /// when the logger is configured), <c>ThreadName</c> (the event's property of that name, or else the name of the thread that logs),
    /// <c>Date</c> (the event's time in UTC, <c>yyyy-MM-dd</c> unless a format is given), or the name of a property of the event.
    /// <c>{{</c> and <c>}}</c> stand for braces.
    /// </summary>
    public string LogStream { get; set; } = DefaultLogStream;

    /// <summary>
    /// Chooses the log stream of each event. Default: none, <see cref="LogStream"/> names it; so it does where the choice is
    /// null or empty, and where it throws, of which the first time is reported. Called on the thread that logs, by several threads at
    /// once, so it should be quick; with <see cref="CloudWatchBatchedSink"/> on the thread of the batching. What it logs itself goes by
    /// <see cref="LogStream"/>. In the name <c>:</c>, <c>*</c> and control characters become <c>-</c>; it is cut at 512 characters and counts in
    /// <see cref="StreamLimit"/>. A <c>/</c> stays: what an event's properties bring into the name is for the choice to confine.
    /// </summary>
    public Func<LogEvent, string?>? LogStreamSelector { get; set; }

    /// <summary>
    /// Writes an event as a message. Default: CloudWatch JSON. An error together with <see cref="OutputTemplate"/>.
    /// </summary>
    public ITextFormatter? Formatter { get; set; }

    /// <summary>A Serilog output template for human-readable text in place of JSON. Default: none. An error together with <see cref="Formatter"/>.</summary>
    public string? OutputTemplate { get; set; }

    /// <summary>Culture for the rendered message. Default: the invariant culture. Ignored when <see cref="Formatter"/> is given.</summary>
    public IFormatProvider? FormatProvider { get; set; }

    /// <summary>The minimum level for events to be sent. Default: Verbose, all that the logger lets through. Ignored when <see cref="LevelSwitch"/> is specified.</summary>
    public LogEventLevel RestrictedToMinimumLevel { get; set; } = LevelAlias.Minimum;

    /// <summary>A switch that sets the minimum level while running. Default: none.</summary>
    public LoggingLevelSwitch? LevelSwitch { get; set; }

    /// <summary>
    /// The lowest level that is kept as a detail: events from it up to below <see cref="RestrictedToMinimumLevel"/>, or what <see cref="LevelSwitch"/>
    /// says, are held in memory by trace, and sent, with their own times, as soon as an event at or above <see cref="DetailOnLevel"/> of the same trace
    /// comes. Default: none, such events are passed over. It must be below <see cref="RestrictedToMinimumLevel"/>, unless there is a switch, and below
    /// <see cref="DetailOnLevel"/>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The logger's own minimum level must let them through. A trace is that of the event's <c>TraceId</c>, or else of the property
    /// <see cref="DetailKey"/>; events without either are passed over. A detail takes what an event in the queue takes, and counts as emitted when it is
    /// sent; in durable mode it reaches the disk then.
    /// </para>
    /// <para>
    /// Details are thrown away when their trace has been silent for <see cref="DetailTime"/>; when all take more than <see cref="DetailLimitBytes"/>,
    /// oldest trace first; and the oldest ones when a trace has more than 1,000. A flush and disposal do not send them.
    /// </para>
    /// </remarks>
    public LogEventLevel? DetailLevel { get; set; }

    /// <summary>
    /// The property that tells a trace where an event has no <c>TraceId</c>, such as <c>RequestId</c>: a text, a whole number or a Guid. Default: none.
    /// Ignored without <see cref="DetailLevel"/>.
    /// </summary>
    public string? DetailKey { get; set; }

    /// <summary>An event at or above this level lets the details of its trace out. Default: Error. Ignored without <see cref="DetailLevel"/>.</summary>
    public LogEventLevel DetailOnLevel { get; set; } = LogEventLevel.Error;

    /// <summary>
    /// How long the later details of a trace are sent at once after an event that let them out, and how long a trace may be silent before its details are
    /// thrown away; more than zero, at most 1 hour. Default: 60 seconds. Ignored without <see cref="DetailLevel"/>.
    /// </summary>
    public TimeSpan DetailTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The most bytes of memory that all details and their traces may take, as the sink estimates them, from 64 KiB to 1 TiB; beside
    /// <see cref="QueueLimitBytes"/>. Default: 16 MiB. Ignored without <see cref="DetailLevel"/>.
    /// </summary>
    public long DetailLimitBytes { get; set; } = 16L * 1024 * 1024;

    /// <summary>Create the log group when the service says that it does not exist. Default: true. Needs <c>logs:CreateLogGroup</c>.</summary>
    public bool CreateLogGroup { get; set; } = true;

    /// <summary>Create a log stream when the service says that it does not exist. Default: true. Needs <c>logs:CreateLogStream</c>.</summary>
    public bool CreateLogStream { get; set; } = true;

    /// <summary>
    /// How long a log group that the sink creates keeps its events, in days: one of the service's values (1, 3, 5, 7, 14, 30, 60, 90, 120, 150,
    /// 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653). Default: none, for ever. Needs <c>logs:PutRetentionPolicy</c>. For a group that
    /// exists: <see cref="UpdateRetention"/>.
    /// </summary>
    public int? RetentionInDays { get; set; }

    /// <summary>
    /// Give <see cref="RetentionInDays"/> and the tags to a log group that exists as well, once, before the first put. Default: false. Events do not wait
    /// for it longer than that put: what may not be set is reported and left alone, what fails in passing is tried again with a later put. Needs
    /// <c>logs:PutRetentionPolicy</c>; for tags <c>logs:DescribeLogGroups</c>, to find the group's ARN, and <c>logs:TagResource</c>.
    /// </summary>
    public bool UpdateRetention { get; set; }

    /// <summary>
    /// Protect a log group that the sink creates from being deleted: the service refuses to, until the protection is taken off. Default: false.
    /// </summary>
    public bool DeletionProtection { get; set; }

    /// <summary>
    /// The class of a log group that the sink creates: <c>STANDARD</c>, <c>INFREQUENT_ACCESS</c>, <c>DELIVERY</c> or <c>ESSENTIALS</c>, any case. Default:
    /// none, the service's. Any other name is the service's to judge; SelfLog says so.
    /// </summary>
    public string? LogGroupClass { get; set; }

    /// <summary>The ARN of the KMS key of a log group that the sink creates. Default: none.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>
    /// Tags of a log group that the sink creates, at most 50. Default: none. Needs <c>logs:TagResource</c>. In a key <c>%3A</c> stands for a colon, which
    /// .NET's configuration takes for the end of a level: <c>"cost%3Acentre"</c>.
    /// </summary>
    public IDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>
    /// The name of the data source of a log group that the sink creates, for the service's field discovery and pipelines: the tag
    /// <c>cw:datasource:name</c>, of 1 to 256 characters. Default: none. Otherwise as <see cref="Tags"/>.
    /// </summary>
    public string? DataSourceName { get; set; }

    /// <summary>The type of that data source: the tag <c>cw:datasource:type</c>, of 1 to 256 characters. Default: none. Otherwise as <see cref="Tags"/>.</summary>
    public string? DataSourceType { get; set; }

    /// <summary>
    /// The name of the service whose events these are, of at most 512 characters: each put carries it as its entity, by which AWS's console finds
    /// related telemetry and Application Signals the service's logs. Default: <c>OTEL_SERVICE_NAME</c>, <c>service.name</c> in
    /// <c>OTEL_RESOURCE_ATTRIBUTES</c>, or <c>AWS_LAMBDA_FUNCTION_NAME</c>, whichever is set first; without a name, and with an empty one, no entity is
    /// sent. Nor is it with a <see cref="LogGroupClass"/> other than Standard, which has none. Beside it goes what is known of the platform without a
    /// call. An entity that the service rejects is reported once and counted; the events are stored all the same.
    /// </summary>
    public string? ServiceName { get; set; }

    /// <summary>
    /// The environment of that service, of at most 512 characters, such as <c>production</c>. Default: <c>deployment.environment.name</c> or
    /// <c>deployment.environment</c> in <c>OTEL_RESOURCE_ATTRIBUTES</c>, otherwise what AWS's agents take: <c>lambda:default</c>, <c>ec2:default</c>,
    /// <c>eks:cluster/namespace</c> or <c>generic:default</c>, where the platform is known without a call; an empty one leaves it out. Ignored without a
    /// service name.
    /// </summary>
    public string? Environment { get; set; }

    /// <summary>
    /// How many distinct stream names the events may choose within an hour, 1 to 100,000. Default: 200. Events that would need one more go to the
    /// stream <c>overflow</c>, and the first of them is reported.
    /// </summary>
    public int StreamLimit { get; set; } = 200;

    /// <summary>The most events in one put, 1 to 10,000 (the service's limit). Default: 10,000.</summary>
    public int BatchSizeLimit { get; set; } = 10_000;

    /// <summary>
    /// The most bytes in one put, as the service counts them: UTF-8 message bytes plus 26 for each event; at most 1,048,576 (the service's limit),
    /// and at least <see cref="EventSizeLimitBytes"/> plus 26. Default: 1,048,576.
    /// </summary>
    public int BatchSizeLimitBytes { get; set; } = 1_048_576;

    /// <summary>How long an event may wait for others to share its put, more than zero, at most 1 hour. Default: 2 seconds.</summary>
    public TimeSpan BufferingTimeLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Send the first event at once, so that a wrong configuration shows at the start. Default: true.</summary>
    public bool EagerlyEmitFirstEvent { get; set; } = true;

    /// <summary>
    /// The most events that are accepted and neither delivered nor reported yet. Default: 200,000. An event over it is refused, counted and
    /// reported; or waits, with <see cref="BlockWhenFull"/>. Ignored in durable mode.
    /// </summary>
    public int QueueLimit { get; set; } = 200_000;

    /// <summary>
    /// The most bytes of memory that events may take from <c>Emit</c> on until they are delivered or reported, at least 1 MiB, as the sink estimates
    /// them: an event's values, its text once it is rendered, and some 240 bytes for its place; an event of five properties that a formatter of another
    /// library asks for as a whole takes about 950 bytes and its text, and counts about 1,450 until it is rendered. A thirty-second part is for refused
    /// events until they are reported. What the application's own garbage takes comes on top: how much of it gathers is up to the runtime. Default:
    /// 128 MiB. Otherwise as <see cref="QueueLimit"/>.
    /// </summary>
    public long QueueLimitBytes { get; set; } = 128L * 1024 * 1024;

    /// <summary>
    /// The most bytes a minute that are written to the log group, as the service bills them: UTF-8 message bytes plus 26 for each event; from 1,024 to
    /// 1 TiB. Default: none. It is a token bucket with a burst of one minute: over any time it lets through what its minutes allow and one minute's
    /// more. Events over it that are below <see cref="BudgetExemptLevel"/> are refused, go to <see cref="Fallback"/> at once, and are reported as
    /// <see cref="CloudWatchFailureReason.OverBudget"/> by their number, with the three templates that ask most of it, at most once a minute. An event
    /// counts once, however often it is sent; in durable mode when it is put on the disk, so that a backlog is sent whatever it holds.
    /// </summary>
    public long? BytesPerMinuteLimit { get; set; }

    /// <summary>
    /// Events at or above this level are never refused for <see cref="BytesPerMinuteLimit"/>; what they take is missing to the others.
    /// <see cref="LevelAlias.Off"/>: none is exempt. Default: Warning. Ignored without a limit.
    /// </summary>
    public LogEventLevel BudgetExemptLevel { get; set; } = LogEventLevel.Warning;

    /// <summary>Let the caller wait for room instead of refusing events when the queue is full. Default: false. Ignored in durable mode.</summary>
    public bool BlockWhenFull { get; set; }

    /// <summary>
    /// Measure what the events of each message template cost: <see cref="CloudWatchSinkStatus.CostliestTemplates"/> names the twenty costliest, in bounded
    /// memory. Default: false.
    /// </summary>
    public bool MeasureTemplates { get; set; }

    /// <summary>An event at or above this level is sent at once, with all before it; <see cref="LevelAlias.Off"/>: none. Default: Fatal.</summary>
    public LogEventLevel FlushAtLevel { get; set; } = LogEventLevel.Fatal;

    /// <summary>
    /// The most UTF-8 bytes of one message, 1,024 to 1,048,550 (the service's 1 MiB less 26). Default: 1,000,000. A longer event is shortened
    /// inside its fields, stays valid JSON, and is marked <c>truncated</c>.
    /// </summary>
    public int EventSizeLimitBytes { get; set; } = 1_000_000;

    /// <summary>The most puts under way at once, 1 to 64. Default: 4.</summary>
    public int MaxConcurrentRequests { get; set; } = 4;

    /// <summary>How long delivery of an event is tried again before it is reported as lost, more than zero, at most 1 day. Default: 10 minutes.</summary>
    public TimeSpan RetryTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long disposal, or the end of the process, may take, zero to 1 hour. Default: 7 seconds, within the 10 that Docker and others give a process
    /// before they kill it. What cannot be sent is reported as lost and handed to <see cref="Fallback"/> inside this time: with a fallback or
    /// <see cref="OnFailure"/>, between a tenth and half of it is kept for that, by how many events wait.
    /// </summary>
    public TimeSpan ShutdownTimeLimit { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>
    /// Turns durable mode on: the path and the beginning of the name of files on a local disk, such as <c>logs/orders</c>, where each event is put
    /// before <c>Emit</c> returns and from where it is sent, so that it survives the end of the process, an outage and a restart. Default: none,
    /// events wait in memory. <see cref="QueueLimit"/>, <see cref="QueueLimitBytes"/> and <see cref="BlockWhenFull"/> then apply only while the disk
    /// takes nothing, and <see cref="RetryTimeLimit"/> not to what is on the disk. What is on the disk goes to the log group, region, endpoint and account
    /// it was meant for and to no other: a sink that sends elsewhere leaves it alone and says so. Needs a file system whose locks work.
    /// </summary>
    public string? BufferBaseFilename { get; set; }

    /// <summary>
    /// The most bytes that the files of one process may take, from 4 MiB to 1 TiB. Default: 1 GiB. To make room the oldest events go, and are
    /// counted and reported. Ignored without <see cref="BufferBaseFilename"/>.
    /// </summary>
    public long BufferSizeLimitBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>
    /// What an event on the disk survives: <see cref="CloudWatchBufferFlush.Os"/>, the end of the process, or <see cref="CloudWatchBufferFlush.Disk"/>,
    /// the end of the machine as well, for which callers wait for a flush that they share. Default: Os. Ignored without <see cref="BufferBaseFilename"/>.
    /// </summary>
    public CloudWatchBufferFlush BufferFlush { get; set; }

    /// <summary>
    /// Configures the sinks that get every event that could not be delivered. Default: none. Serilog's <c>WriteTo.FallbackChain</c> does the same
    /// from outside; both together get each event once.
    /// </summary>
    public Action<LoggerSinkConfiguration>? Fallback { get; set; }

    /// <summary>
    /// Called for every failure, on a thread of the sink's own and never concurrently. Default: a line to Serilog's SelfLog. An exception in it goes to
    /// SelfLog; events that it logs, until it returns, are refused by every CloudWatch sink, so that it cannot recurse. Serilog's
    /// failure listener (<c>WriteTo.Fallible</c>) hears of the same failures, beside it or in its place.
    /// </summary>
    public Action<CloudWatchFailure>? OnFailure { get; set; }

    /// <summary>
    /// Compress the bodies of puts with gzip at the fastest level. Default: false. The service takes it from AWS's own agent but does not
    /// document it for others, so it is opt-in.
    /// </summary>
    public bool Gzip { get; set; }

    /// <summary>How the service is reached. Default: the AWS SDK's own chain for region and credentials.</summary>
    public CloudWatchConnectionOptions Connection { get; set; } = new();

    internal Func<string, string?> ReadVariable { get; set; } = System.Environment.GetEnvironmentVariable;

    internal bool FlushesBuffer => BufferFlush == CloudWatchBufferFlush.Disk;

    internal IPrivateFiles BufferFiles { get; set; } = new PrivateFiles();

    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal Func<double> Randomizer { get; set; } = SystemRandom.NextDouble;

    internal Func<CloudWatchConnectionOptions, TimeProvider, ICloudWatchLogsClient>? ClientFactory { get; set; }

    /// <summary>What a sink keeps of the options: later changes have no effect on it.</summary>
    internal CloudWatchSinkOptions Copy()
    {
        var copy = (CloudWatchSinkOptions)MemberwiseClone();
        copy.Connection = Connection?.Copy()!;
        if (copy.Connection is { } connection) connection.Gzip = Gzip;
        if (Tags is not null) copy.Tags = new Dictionary<string, string>(Tags);
        return copy;
    }
}
