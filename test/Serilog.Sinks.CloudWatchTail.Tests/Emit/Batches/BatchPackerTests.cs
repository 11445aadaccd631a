using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Batches;

public class BatchPackerTests
{
    const int Events = 10;

    static readonly EmitSettings Settings = new(new CloudWatchSinkOptions { LogGroup = "/shop/orders" });

    [Test]
    public void APartThatCannotBeMadeHoldsNoEvents([Values(0, 3, 5, 8)] int room, [Values] bool halves)
    {
        var owner = new Owner();
        var pool = new BatchPool(Settings);
        var packer = new BatchPacker(Settings, new StreamTable(), pool);
        var whole = pool.Rent(new StreamBatches(new StreamName("web-1")), owner);
        for (var i = 0; i < Events; i++) whole.Add(i, i, "{}"u8);
        whole.Seal();

        owner.Room = room;
        packer.Invoking(p => _ = halves ? p.Halves(whole).First : p.Remaining(whole)).Should().Throw<OutOfMemoryException>();
        owner.Held.Should().Be(Events, "those of the whole");

        owner.Room = Events;
        var (first, second) = packer.Halves(whole);
        (first.Count, second.Count, owner.Held).Should().Be((Events / 2, Events / 2, 2 * Events));
        pool.Return(whole);
        owner.Held.Should().Be(Events);
    }

    /// <summary>Counts the events that batches hold, and has room for so many that come from other batches.</summary>
    sealed class Owner : IEventOwner
    {
        public int Room { get; set; }

        public int Held { get; set; }

        public bool KeepsUndelivered => false;

        public HeldEvents CreateHeld() => new Counted(this);

        public bool AllWait(ISourceBatch batch) => true;

        public void Acknowledge(ISourceBatch batch, int from, int to)
        {
        }

        public LogEvent?[] ToLogEvents(ISourceBatch batch, int from, int to) => [];

        public int Reject(ISourceBatch batch, int from, int to, CloudWatchFailureReason reason, LogEvent?[] events) => 0;

        public void Release(long bytes)
        {
        }
    }

    sealed class Counted(Owner owner) : HeldEvents(owner)
    {
        int _count;

        public override int Add(long key)
        {
            _count++;
            owner.Held++;
            return 0;
        }

        public override void AddFrom(HeldEvents other, int arrival)
        {
            if (owner.Room == 0) throw new OutOfMemoryException();
            owner.Room--;
            Add(0);
        }

        public override bool Waits(int arrival) => true;

        public override void RenderAgain(int arrival, ReadOnlySpan<byte> whole, int sizeLimitBytes, Utf8Buffer message)
        {
        }

        public override void Clear()
        {
            owner.Held -= _count;
            _count = 0;
        }
    }
}
