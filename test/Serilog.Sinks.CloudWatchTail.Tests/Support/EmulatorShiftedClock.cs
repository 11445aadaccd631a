namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The machine's clock, wrong by a constant.</summary>
sealed class EmulatorShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
