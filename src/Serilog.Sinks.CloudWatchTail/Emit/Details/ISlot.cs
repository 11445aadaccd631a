namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// A value that lies in a SlotPool. While its place is free, the pool keeps the number of the next free place in it.
interface ISlot
{
    int Following { get; set; }
}
