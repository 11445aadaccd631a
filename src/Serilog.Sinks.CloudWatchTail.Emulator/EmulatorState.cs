using Serilog.Sinks.CloudWatchTail.Emulator.Faults;
using Serilog.Sinks.CloudWatchTail.Emulator.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

// The state that an emulator keeps while it listens and while it does not.
sealed class EmulatorState
{
    readonly Dictionary<string, IOperation> _operations;

    public EmulatorState(CloudWatchLogsEmulatorOptions options)
    {
        Options = options;
        Names = new(options.Region, options.AccountId, [.. options.LinkedAccounts]);
        Store = new(options.MemoryLimitBytes, options.TimeProvider, options.Notice);
        Requests = new(options.RequestLogLimit, options.RequestLogLimitBytes);
        Faults = new(Changed);
        LiveTail = new(
            new(
                options.TimeProvider,
                options.LiveTailUpdateInterval,
                options.LiveTailUpdateLimit,
                options.LiveTailBufferedUpdates,
                options.LiveTailSessionTimeLimit,
                options.LiveTailSessionLimit,
                options.LiveTailGroupNaming,
                (long)options.LiveTailIngestionTimeSkew.TotalMilliseconds),
            Names,
            Changed);
        LiveTailStart = new(Store, Names);

        var reading = new ReadingOptions(
            (long)options.VisibilityDelay.TotalMilliseconds, options.FilterLogEventsScanLimit, options.FilterLogEventsEmptyPages);
        IOperation[] operations =
        [
            new AssociateKmsKey(Store, Names),
            new CreateLogGroup(Store),
            new CreateLogStream(Store),
            new DeleteLogGroup(Store),
            new DeleteLogStream(Store),
            new DeleteRetentionPolicy(Store),
            new EmptyList("DescribeExportTasks", "exportTasks"),
            new DescribeLogGroups(Store, Names),
            new DescribeLogStreams(Store, Names),
            new EmptyList("DescribeMetricFilters", "metricFilters"),
            new EmptyList("DescribeQueries", "queries"),
            new EmptyList("DescribeQueryDefinitions", "queryDefinitions"),
            new EmptyList("DescribeResourcePolicies", "resourcePolicies"),
            new EmptyList("DescribeSubscriptionFilters", "subscriptionFilters"),
            new DisassociateKmsKey(Store, Names),
            new FilterLogEvents(Store, Names, reading),
            new GetLogEvents(Store, Names, reading),
            new GetLogGroupFields(Store, Names),
            new ListLogGroups(Store, Names),
            new ListTagsForResource(Store, Names),
            new ListTagsLogGroup(Store),
            new PutLogEvents(Store, LiveTail, options.EventSizeLimitBytes),
            new PutLogGroupDeletionProtection(Store, Names),
            new PutRetentionPolicy(Store),
            new TagLogGroup(Store),
            new TagResource(Store, Names),
            new TestMetricFilter(),
            new UntagLogGroup(Store),
            new UntagResource(Store, Names),
        ];
        _operations = operations.ToDictionary(o => o.Name, StringComparer.Ordinal);
    }

    public CloudWatchLogsEmulatorOptions Options { get; }

    public ResourceNames Names { get; }

    public LogStore Store { get; }

    public LiveTailHub LiveTail { get; }

    public LiveTailStart LiveTailStart { get; }

    public RequestLog Requests { get; }

    public FaultScript Faults { get; }

    public StateSignal Changed { get; } = new();

    public IOperation? Operation(string name) => _operations.GetValueOrDefault(name);
}
