using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// Shared by the stages of one sink, copied from the options when the sink is created and unchanged until its end. entity is a member of every put's
// body; empty for none.
sealed class EmitSettings(CloudWatchSinkOptions options, ReadOnlyMemory<byte> entity = default)
{
    // The loop wakes after this many events, well before they fill a batch.
    public const int WakeAtEvents = 4_096;

    // The thread that owns the state behind the sources.
    public LoopOwner Loop { get; } = new();

    public TimeProvider TimeProvider { get; } = options.TimeProvider;

    // A random number in [0, 1).
    public Func<double> Random { get; } = options.Randomizer;

    public string LogGroup { get; } = options.LogGroup!;

    public int StreamLimit { get; } = options.StreamLimit;

    public int BatchSizeLimit { get; } = options.BatchSizeLimit;

    public int BatchSizeLimitBytes { get; } = options.BatchSizeLimitBytes;

    public int EventSizeLimitBytes { get; } = options.EventSizeLimitBytes;

    public bool EagerlyEmitFirstEvent { get; } = options.EagerlyEmitFirstEvent;

    public LogEventLevel FlushAtLevel { get; } = options.FlushAtLevel;

    public int QueueLimit { get; } = options.QueueLimit;

    public long QueueLimitBytes { get; } = options.QueueLimitBytes;

    public bool BlockWhenFull { get; } = options.BlockWhenFull;

    public int MaxConcurrentRequests { get; } = options.MaxConcurrentRequests;

    public bool MayCreateLogStream { get; } = options.CreateLogStream;

    // The group to create, if that is allowed.
    public NewLogGroup? NewLogGroup { get; } = options.CreateLogGroup ? new NewLogGroup(options) : null;

    // The changes to an existing group, if they are wanted.
    public GroupChanges? GroupChanges { get; } = options.UpdateRetention ? new GroupChanges(options) : null;

    public CloudWatchProtocol Protocol { get; } = options.Protocol;

    // Whether a message stands inside a JSON string in the body, so that it may be written for the inside of one.
    public bool EscapesMessages { get; } = options.Protocol == CloudWatchProtocol.Json;

    public ReadOnlyMemory<byte> Entity { get; } = entity;

    // Whether lost events are passed to code of the application, which takes time.
    public bool HandsOverLostEvents { get; } = options.Fallback is not null || options.OnFailure is not null;

    // In ticks of TimeProvider.GetTimestamp, like all times below.
    public long BufferingTicks { get; } = options.TimeProvider.ToTimestampTicks(options.BufferingTimeLimit);

    public long RetryTicks { get; } = options.TimeProvider.ToTimestampTicks(options.RetryTimeLimit);

    public long TicksOf(TimeSpan time) => TimeProvider.ToTimestampTicks(time);

    public long Now() => TimeProvider.GetTimestamp();
}
