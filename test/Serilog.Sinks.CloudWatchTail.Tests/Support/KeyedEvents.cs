using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>An owner of events whose keys are their places in a list.</summary>
sealed class KeyedEvents : IEventOwner
{
    readonly List<LogEvent> _events = [];

    public bool KeepsUndelivered => false;

    /// <summary>The key of an event.</summary>
    public long KeyOf(LogEvent logEvent)
    {
        _events.Add(logEvent);
        return _events.Count - 1;
    }

    public HeldEvents CreateHeld() => new Keys(this);

    public bool AllWait(ISourceBatch batch) => true;

    public void Acknowledge(ISourceBatch batch, int from, int to)
    {
    }

    public LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(i => _events[(int)((Keys)batch.Held).All[batch.ArrivalOf(i)]])];

    public int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events) => 0;

    public void Release(long bytes)
    {
    }

    sealed class Keys(IEventOwner owner) : HeldEvents(owner)
    {
        public List<long> All { get; } = [];

        public override int Add(long key)
        {
            All.Add(key);
            return 0;
        }

        public override void AddFrom(HeldEvents other, int arrival) => All.Add(((Keys)other).All[arrival]);

        public override bool Waits(int arrival) => true;

        public override void RenderAgain(int arrival, ReadOnlySpan<byte> entry, int sizeLimitBytes, Utf8Buffer message) => throw new NotSupportedException();

        public override void Clear() => All.Clear();
    }
}
