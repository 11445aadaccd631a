using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>What the stages of one sink share: copied from the options when the sink is made, and the same until its end.</summary>
/// <param name="entity">What every put's body names as its entity; empty for none.</param>
sealed class EmitSettings(CloudWatchSinkOptions options, ReadOnlyMemory<byte> entity = default)
{
    /// <summary>The loop is woken when this many events have come, well before the first of them fill a batch.</summary>
    public const int WakeAtEvents = 4_096;

    /// <summary>The thread that owns the state behind the sources.</summary>
    public LoopOwner Loop { get; } = new();

    public TimeProvider TimeProvider { get; } = options.TimeProvider;

    /// <summary>A number from 0 to below 1.</summary>
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

    /// <summary>The group to create, where that is allowed.</summary>
    public NewLogGroup? NewLogGroup { get; } = options.CreateLogGroup ? new NewLogGroup(options) : null;

    /// <summary>What to change of a group that exists, where that is wanted.</summary>
    public GroupChanges? GroupChanges { get; } = options.UpdateRetention ? new GroupChanges(options) : null;

    /// <summary>The member of a put's body that names the entity; empty for none.</summary>
    public ReadOnlyMemory<byte> Entity { get; } = entity;

    /// <summary>Whether lost events are handed to code of the application, which takes time.</summary>
    public bool HandsOverLostEvents { get; } = options.Fallback is not null || options.OnFailure is not null;

    /// <summary>In ticks of <see cref="TimeProvider.GetTimestamp"/>, as all times below.</summary>
    public long BufferingTicks { get; } = options.TimeProvider.ToTimestampTicks(options.BufferingTimeLimit);

    public long RetryTicks { get; } = options.TimeProvider.ToTimestampTicks(options.RetryTimeLimit);

    public long TicksOf(TimeSpan time) => TimeProvider.ToTimestampTicks(time);

    public long Now() => TimeProvider.GetTimestamp();
}
