using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks;

/// <summary>Owns the events of one page, as the source in memory does: batches hold their places.</summary>
sealed class PageOwner(CapturedEvents page) : IEventOwner
{
    public bool KeepsUndelivered => false;

    public HeldEvents CreateHeld() => new Held(this, page);

    public bool AllWait(ISourceBatch batch) => true;

    public void Acknowledge(ISourceBatch batch, int from, int to)
    {
    }

    public LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to) => [];

    public int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events) => 0;

    public void Release(long bytes)
    {
    }

    sealed class Held(IEventOwner owner, CapturedEvents page) : HeldEvents(owner)
    {
        public override int Add(long key) => page[(int)key].Head.Bytes;

        public override void AddFrom(HeldEvents other, int arrival)
        {
        }

        public override bool Waits(int arrival) => true;

        public override void RenderAgain(int arrival, ReadOnlySpan<byte> entry, int sizeLimitBytes, Utf8Buffer message)
        {
        }

        public override void Clear()
        {
        }
    }
}
