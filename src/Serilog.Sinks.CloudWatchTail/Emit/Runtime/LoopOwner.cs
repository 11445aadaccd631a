using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>
/// The thread that owns the state behind the sources, which therefore needs no lock. Debug builds check it; until a thread has claimed the state, as
/// while the sink is being made, any may touch it.
/// </summary>
sealed class LoopOwner
{
    Thread? _owner;

    /// <summary>From here on the state belongs to this thread.</summary>
    public void Claim() => _owner = Thread.CurrentThread;

    [Conditional("DEBUG")]
    public void AssertOwned() =>
        Debug.Assert(_owner is null || _owner == Thread.CurrentThread, "State of the loop was touched by another thread.");
}
