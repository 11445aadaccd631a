using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// The thread that owns the state behind the sources, which therefore needs no lock. Debug builds check it. Until a thread has claimed the state,
// while the sink is being created, any thread may use it.
sealed class LoopOwner
{
    Thread? _owner;

    // Makes the current thread the owner.
    public void Claim() => _owner = Thread.CurrentThread;

    [Conditional("DEBUG")]
    public void AssertOwned() =>
        Debug.Assert(_owner is null || _owner == Thread.CurrentThread, "State of the loop was touched by another thread.");
}
