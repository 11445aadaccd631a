namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Soak;

/// <summary>One look at the meter.</summary>
readonly record struct SoakCounts(long Emitted, long Delivered, long Lost, long Waiting)
{
    public bool Agree => Emitted == Delivered + Lost + Waiting && Waiting >= 0;

    public override string ToString() => $"{Emitted} = {Delivered} delivered + {Lost} lost + {Waiting} waiting";
}
