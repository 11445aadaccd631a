using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// The options of the sink. An invalid value fails when the logger is configured; the error names the option, the value and the rule.
/// </summary>
/// <remarks>
/// The sink copies the options: later changes have no effect, except those of <see cref="LevelSwitch"/>. Serilog's SelfLog names options that have no
/// effect in combination when the logger is configured.
/// </remarks>
public class CloudWatchSinkOptions
{
    /// <summary>The default stream template.</summary>
    public const string DefaultLogStream = "{MachineName}/{ProcessName}/{ProcessId}";

    /// <summary>The log group to write to: a name of 1 to 512 letters, digits and <c>. - _ / #</c>. Required.</summary>
    public string? LogGroup { get; set; }

    /// <summary>
    /// The template of the log stream's name. Default: <c>{MachineName}/{ProcessName}/{ProcessId}</c>. Tokens have the form
    /// <c>{Token[:format][|default]}</c>: <c>MachineName</c>, <c>ProcessName</c>, <c>ProcessId</c>, <c>InstanceId</c> (random at each start),
    /// <c>AppVersion</c> (the informational version of the entry assembly, up to a plus), <c>Env:NAME</c> (an environment variable, read when the
    /// logger is configured), <c>ThreadName</c> (the event's property of that name, or else the name of the logging thread), <c>Date</c> (the event's
    /// time in UTC, as <c>yyyy-MM-dd</c> unless a format is given), or the name of a property of the event. <c>{{</c> and <c>}}</c> stand for braces.
    /// </summary>
    public string LogStream { get; set; } = DefaultLogStream;

    /// <summary>
    /// Chooses the log stream of each event. Default: none, <see cref="LogStream"/> names it. <see cref="LogStream"/> also applies if the selector
    /// returns null or an empty string, if it throws an exception (the first of which is reported), and to events that it logs itself. Called on the
    /// logging thread, by several threads at once, so it should be quick; with <see cref="CloudWatchBatchedSink"/>, on the batching's thread. In the
    /// name <c>:</c>, <c>*</c> and control characters become <c>-</c>; it is truncated to 512 characters and counts towards
    /// <see cref="StreamLimit"/>. A <c>/</c> is kept: the selector itself must confine values from an event's properties.
    /// </summary>
    public Func<LogEvent, string?>? LogStreamSelector { get; set; }

    /// <summary>
    /// Writes an event as a message. Default: CloudWatch JSON. It runs on the sink's own thread, in durable mode and for audit on the caller's. An error
    /// together with <see cref="OutputTemplate"/>.
    /// </summary>
    public ITextFormatter? Formatter { get; set; }

    /// <summary>A Serilog output template for human-readable text in place of JSON. Default: none. An error together with <see cref="Formatter"/>.</summary>
    public string? OutputTemplate { get; set; }

    /// <summary>Culture for the rendered message. Default: the invariant culture. Ignored when <see cref="Formatter"/> is given.</summary>
    public IFormatProvider? FormatProvider { get; set; }

    /// <summary>
    /// The minimum level for events to be sent. Default: Verbose, all that the logger passes on. Ignored when <see cref="LevelSwitch"/> is specified.
    /// </summary>
    public LogEventLevel RestrictedToMinimumLevel { get; set; } = LevelAlias.Minimum;

    /// <summary>A switch that sets the minimum level at run time. Default: none.</summary>
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

    /// <summary>Create the log group when the service reports that it does not exist. Default: true. Needs <c>logs:CreateLogGroup</c>.</summary>
    public bool CreateLogGroup { get; set; } = true;

    /// <summary>Create a log stream when the service reports that it does not exist. Default: true. Needs <c>logs:CreateLogStream</c>.</summary>
    public bool CreateLogStream { get; set; } = true;

    /// <summary>
    /// How long a log group that the sink creates keeps its events, in days: one of the service's values (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180,
    /// 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653). Default: none, forever. Needs <c>logs:PutRetentionPolicy</c>. For an existing
    /// group see <see cref="UpdateRetention"/>.
    /// </summary>
    public int? RetentionInDays { get; set; }

    /// <summary>
    /// Also set <see cref="RetentionInDays"/> and the tags of an existing log group, once, before the first put. Default: false. Only that put waits
    /// for it: a refused change is reported and not retried, a transient failure is retried with a later put. Needs <c>logs:PutRetentionPolicy</c>;
    /// for tags <c>logs:DescribeLogGroups</c>, to find the group's ARN, and <c>logs:TagResource</c>.
    /// </summary>
    public bool UpdateRetention { get; set; }

    /// <summary>
    /// Protect a log group that the sink creates from deletion, which the service refuses until the protection is removed. Default: false.
    /// </summary>
    public bool DeletionProtection { get; set; }

    /// <summary>
    /// The class of a log group that the sink creates: <c>STANDARD</c>, <c>INFREQUENT_ACCESS</c>, <c>DELIVERY</c> or <c>ESSENTIALS</c>, in any case.
    /// Default: none, the service's. Any other name is passed to the service, with a note in SelfLog.
    /// </summary>
    public string? LogGroupClass { get; set; }

    /// <summary>The ARN of the KMS key of a log group that the sink creates. Default: none.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>
    /// Tags of a log group that the sink creates, at most 50. Default: none. Needs <c>logs:TagResource</c>. In a key <c>%3A</c> stands for a colon,
    /// which separates levels in .NET's configuration: <c>"cost%3Acentre"</c>.
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
    /// The name of the service that logs these events, at most 512 characters: each put carries it as its entity, by which AWS's console finds
    /// related telemetry, and Application Signals the service's logs. Default: <c>OTEL_SERVICE_NAME</c>, <c>service.name</c> in
    /// <c>OTEL_RESOURCE_ATTRIBUTES</c>, or <c>AWS_LAMBDA_FUNCTION_NAME</c>, whichever is set first. No entity is sent without a name, with an empty
    /// one, or with a <see cref="LogGroupClass"/> other than Standard, which does not support entities. The entity also describes the platform, as
    /// far as it is known without a call. An entity that the service rejects is reported once and counted; the events are stored all the same.
    /// </summary>
    public string? ServiceName { get; set; }

    /// <summary>
    /// The environment of that service, at most 512 characters, such as <c>production</c>. Default: <c>deployment.environment.name</c> or
    /// <c>deployment.environment</c> in <c>OTEL_RESOURCE_ATTRIBUTES</c>, otherwise what AWS's agents take, if the platform is known without
    /// a call: <c>lambda:default</c>, <c>ec2:default</c>, <c>eks:cluster/namespace</c> or <c>generic:default</c>. An empty one leaves it out. Ignored
    /// without a service name.
    /// </summary>
    public string? Environment { get; set; }

    /// <summary>
    /// How many distinct stream names events may choose within an hour, 1 to 100,000. Default: 200. Events with further names go to the stream
    /// <c>overflow</c>, and the first of them is reported.
    /// </summary>
    public int StreamLimit { get; set; } = 200;

    /// <summary>The most events in one put, 1 to 10,000 (the service's limit). Default: 10,000.</summary>
    public int BatchSizeLimit { get; set; } = 10_000;

    /// <summary>
    /// The most bytes in one put, as the service counts them: UTF-8 message bytes plus 26 for each event; at most 1,048,576 (the service's limit),
    /// and at least <see cref="EventSizeLimitBytes"/> plus 26. Default: 1,048,576.
    /// </summary>
    public int BatchSizeLimitBytes { get; set; } = 1_048_576;

    /// <summary>How long an event may wait for others to share its put; more than zero, at most 1 hour. Default: 2 seconds.</summary>
    public TimeSpan BufferingTimeLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Send the first event at once, so that a wrong configuration is noticed at the start. Default: true.</summary>
    public bool EagerlyEmitFirstEvent { get; set; } = true;

    /// <summary>
    /// The most events that are accepted and neither delivered nor reported yet. Default: 200,000. An event over the limit is refused, counted and
    /// reported, or waits with <see cref="BlockWhenFull"/>. Ignored in durable mode.
    /// </summary>
    public int QueueLimit { get; set; } = 200_000;

    /// <summary>
    /// The most bytes of memory that events may take from <c>Emit</c> until they are delivered or reported, at least 1 MiB. Default: 128 MiB. The
    /// sink estimates an event's values, its text once it is rendered, and about 240 bytes of overhead. An event of five properties, for another
    /// library's formatter that needs the whole event, takes about 950 bytes plus its text, and counts about 1,450 until it is rendered. One
    /// thirty-second of the limit is for refused events until they are reported. Garbage comes on top; the runtime decides how much accumulates, except
    /// for strings over 85,000 bytes of refused events: in a process with a small heap the sink has them collected whenever there are 32 MiB of them.
    /// Otherwise like <see cref="QueueLimit"/>.
    /// </summary>
    public long QueueLimitBytes { get; set; } = 128L * 1024 * 1024;

    /// <summary>
    /// The most bytes written to the log group per minute, as the service bills them: UTF-8 message bytes plus 26 for each event; from 1,024 to 1
    /// TiB. Default: none. The limit is a token bucket with a burst of one minute: over any period it allows the limit of its minutes plus that of
    /// one more. Events over the limit and below <see cref="BudgetExemptLevel"/> are refused, go to <see cref="Fallback"/> at once, and are reported
    /// as <see cref="CloudWatchFailureReason.OverBudget"/> at most once a minute, with their number and the three templates that use most of the
    /// budget. An event counts once, however often it is sent; in durable mode when it is written to disk, so that a backlog is always sent.
    /// </summary>
    public long? BytesPerMinuteLimit { get; set; }

    /// <summary>
    /// Events at or above this level are never refused because of <see cref="BytesPerMinuteLimit"/>, but use the budget of the others.
    /// <see cref="LevelAlias.Off"/> exempts none. Default: Warning. Ignored without a limit.
    /// </summary>
    public LogEventLevel BudgetExemptLevel { get; set; } = LogEventLevel.Warning;

    /// <summary>Make callers wait for room instead of refusing events when the queue is full. Default: false. Ignored in durable mode.</summary>
    public bool BlockWhenFull { get; set; }

    /// <summary>
    /// Measure the cost of each message template's events: <see cref="CloudWatchSinkStatus.CostliestTemplates"/> lists the twenty most expensive, in
    /// bounded memory. Default: false.
    /// </summary>
    public bool MeasureTemplates { get; set; }

    /// <summary>
    /// An event at or above this level is sent at once, with all events before it; <see cref="LevelAlias.Off"/> turns this off. Default: Fatal.
    /// </summary>
    public LogEventLevel FlushAtLevel { get; set; } = LogEventLevel.Fatal;

    /// <summary>
    /// The most UTF-8 bytes of one message, 1,024 to 1,048,550 (the service's 1 MiB less 26). Default: 1,000,000. A longer event is shortened
    /// inside its fields, stays valid JSON, and is marked <c>truncated</c>.
    /// </summary>
    public int EventSizeLimitBytes { get; set; } = 1_000_000;

    /// <summary>
    /// The most puts in flight at once, 1 to 64. Default: 4. One put finds out whether a stream exists, before several of its puts are in flight.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 4;

    /// <summary>How long delivery of an event is retried before it is reported as lost; more than zero, at most 1 day. Default: 10 minutes.</summary>
    public TimeSpan RetryTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long disposal, or the end of the process, may take, zero to 1 hour. Default: 7 seconds, within the 10 that Docker and others give a
    /// process before they kill it. Events that cannot be sent are reported as lost and passed to <see cref="Fallback"/> within this time: with a
    /// fallback or <see cref="OnFailure"/>, a tenth to half of it is reserved for that, depending on how many events wait.
    /// </summary>
    public TimeSpan ShutdownTimeLimit { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>
    /// Turns durable mode on: the path and the start of the name of files on a local disk, such as <c>logs/orders</c>. Each event is written there
    /// before <c>Emit</c> returns and sent from there, so that it survives the end of the process, an outage and a restart. Default: none, events
    /// wait in memory. In durable mode <see cref="QueueLimit"/>, <see cref="QueueLimitBytes"/> and <see cref="BlockWhenFull"/> apply only while the
    /// disk accepts nothing, and <see cref="RetryTimeLimit"/> does not apply to events on disk. Events on disk are sent only to the log group,
    /// region, endpoint and account for which they were meant: a sink for another destination leaves them alone and reports that. Needs a file system
    /// with working locks.
    /// </summary>
    public string? BufferBaseFilename { get; set; }

    /// <summary>
    /// The most bytes that the files of one process may take, from 4 MiB to 1 TiB. Default: 1 GiB. The oldest events are dropped to make room, and
    /// are counted and reported. Ignored without <see cref="BufferBaseFilename"/>.
    /// </summary>
    public long BufferSizeLimitBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>
    /// What an event on disk survives: the end of the process (<see cref="CloudWatchBufferFlush.Os"/>), or a crash of the machine too
    /// (<see cref="CloudWatchBufferFlush.Disk"/>), for which callers wait for a shared flush. Default: Os. Ignored without
    /// <see cref="BufferBaseFilename"/>.
    /// </summary>
    public CloudWatchBufferFlush BufferFlush { get; set; }

    /// <summary>
    /// Configures the sinks that receive every event that could not be delivered. Default: none. Serilog's <c>WriteTo.FallbackChain</c> does the same
    /// from outside; if both are used, each gets every event once.
    /// </summary>
    public Action<LoggerSinkConfiguration>? Fallback { get; set; }

    /// <summary>
    /// Called for every failure, on the sink's own thread and never concurrently. Default: a line to Serilog's SelfLog. An exception in it goes to
    /// SelfLog. Every CloudWatch sink refuses events that it logs before it returns, so that it cannot recurse. Serilog's failure listener
    /// (<c>WriteTo.Fallible</c>) receives the same failures, with or without a callback.
    /// </summary>
    public Action<CloudWatchFailure>? OnFailure { get; set; }

    /// <summary>
    /// The protocol of all calls of the sink; <see cref="CloudWatchProtocol.Cbor"/> is opt-in. Default: <see cref="CloudWatchProtocol.Json"/>. The
    /// public model of CloudWatch Logs does not list CBOR, and it was never tested against AWS: try it where a log group may miss events. An endpoint
    /// that does not support it refuses every call; the failure names this option, and events are kept and retried until
    /// <see cref="RetryTimeLimit"/>. It changes neither what is stored nor any limit, which all count message bytes.
    /// </summary>
    public CloudWatchProtocol Protocol { get; set; }

    /// <summary>
    /// Compress the bodies of puts with gzip at the fastest level. Default: false. The service accepts this from AWS's own agent but does not
    /// document it for others, so it is opt-in.
    /// </summary>
    public bool Gzip { get; set; }

    /// <summary>The connection to the service. Default: the AWS SDK's own chain for region and credentials.</summary>
    public CloudWatchConnectionOptions Connection { get; set; } = new();

    internal Func<string, string?> ReadVariable { get; set; } = System.Environment.GetEnvironmentVariable;

    internal bool FlushesBuffer => BufferFlush == CloudWatchBufferFlush.Disk;

    internal IPrivateFiles BufferFiles { get; set; } = new PrivateFiles();

    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal Func<double> Randomizer { get; set; } = SystemRandom.NextDouble;

    internal Func<CloudWatchConnectionOptions, TimeProvider, ICloudWatchLogsClient>? ClientFactory { get; set; }

    // Returns the copy that a sink keeps, on which later changes have no effect.
    internal CloudWatchSinkOptions Copy()
    {
        var copy = (CloudWatchSinkOptions)MemberwiseClone();
        copy.Connection = Connection?.Copy()!;
        if (copy.Connection is { } connection) (connection.Protocol, connection.Gzip) = (Protocol, Gzip);
        if (Tags is not null) copy.Tags = new Dictionary<string, string>(Tags);
        return copy;
    }
}
