using System.Collections.Concurrent;
using Serilog.Debugging;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Keeps what goes to SelfLog while it lives. SelfLog is one for the process, so its tests do not run beside others.</summary>
sealed class SelfLogCollector : IDisposable
{
    public SelfLogCollector() => SelfLog.Enable(Lines.Enqueue);

    public ConcurrentQueue<string> Lines { get; } = new();

    public void Dispose() => SelfLog.Disable();
}
