using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks;

/// <summary>Owns the events of one page, as the source in memory does: batches copy their parts.</summary>
sealed class PageOwner(CapturedEvents page) : IEventOwner
{
    readonly Stack<CapturedEvents> _pages = new();

    public bool KeepsUndelivered => false;

    public HeldEvents CreateHeld() => new Held(this, page, _pages);

    public bool AllWait(ISourceBatch batch) => true;

    public void Acknowledge(ISourceBatch batch, int from, int to)
    {
    }

    public LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to) => [];

    public int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events) => 0;

    public void Release(long bytes)
    {
    }

    sealed class Held(IEventOwner owner, CapturedEvents page, Stack<CapturedEvents> pages) : HeldEvents(owner)
    {
        readonly CapturedPages _events = new(pages);

        public override int Add(long key)
        {
            var captured = page[(int)key];
            _events.Add(in captured);
            return captured.Head.Bytes;
        }

        public override void AddFrom(HeldEvents other, int arrival) => _events.Add(((Held)other)._events[arrival]);

        public override bool Waits(int arrival) => true;

        public override void RenderAgain(int arrival, ReadOnlySpan<byte> entry, int sizeLimitBytes, Utf8Buffer message)
        {
        }

        public override void Clear() => _events.Clear();
    }
}
