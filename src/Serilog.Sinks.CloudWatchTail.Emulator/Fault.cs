using Serilog.Sinks.CloudWatchTail.Emulator.Faults;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A fault that was set: counts the requests it struck, and can be cleared.</summary>
public sealed class Fault : IDisposable
{
    readonly object _gate = new();
    readonly FaultScript _script;
    readonly Func<EmulatorRequest, bool> _selects;
    readonly int _skip;
    readonly int _times;
    readonly TaskCompletionSource _cleared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _matched;
    int _hits;

    internal Fault(FaultScript script, string description, FaultAction action, Func<EmulatorRequest, bool> selects, int skip, int times)
    {
        _script = script;
        Description = description;
        Action = action;
        _selects = selects;
        _skip = skip;
        _times = times;
    }

    /// <summary>The fault and the requests that it strikes, in words.</summary>
    public string Description { get; }

    /// <summary>The number of requests that the fault struck.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether the fault will strike again: its count is not used up, and it was not cleared.</summary>
    public bool IsActive => !_cleared.Task.IsCompleted && Hits < _times;

    internal FaultAction Action { get; }

    // Completes when the fault is cleared, which releases the requests it holds.
    internal Task Cleared => _cleared.Task;

    /// <summary>Wait until the fault has struck.</summary>
    /// <param name="count">How often, counted from the time it was set. The default is once.</param>
    /// <param name="timeout">The time limit, by the machine's clock. The default is 30 seconds.</param>
    /// <exception cref="TimeoutException">The fault struck less often within the time limit.</exception>
    public Task WaitForHitsAsync(int count = 1, TimeSpan? timeout = null) => _script.Changed.WaitAsync(
        () => Hits >= count,
        timeout ?? CloudWatchLogsEmulator.DefaultTimeout,
        () => $"The fault '{Description}' struck {Hits} times, not {count}");

    /// <summary>
    /// Remove the fault. Requests that it holds continue as if it had never been set; requests that it never answers stay unanswered.
    /// </summary>
    public void Clear()
    {
        _script.Remove(this);
        _cleared.TrySetResult();
    }

    /// <summary>The same as <see cref="Clear"/>.</summary>
    public void Dispose() => Clear();

    internal bool TryStrike(EmulatorRequest request)
    {
        if (!_selects(request)) return false;
        lock (_gate)
        {
            if (_matched++ < _skip || _hits >= _times) return false;
            _hits++;
            return true;
        }
    }
}
