using Serilog.Sinks.CloudWatchTail.Emulator.Faults;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>Injects faults, to test how clients handle them.</summary>
/// <remarks>
/// <para>
/// Say which requests, how often and what: <c>aws.Faults.On("PutLogEvents").Times(3).Throttle()</c>. Without <see cref="FaultSelection.Times"/> or
/// <see cref="FaultSelection.UntilCleared"/> a fault strikes once.
/// </para>
/// <para>
/// Faults apply to a request in the order in which they were set. Delays and holds add up; the first fault that decides the response ends the search.
/// Requests with a refused signature meet no faults.
/// </para>
/// </remarks>
public sealed class FaultScript
{
    readonly object _gate = new();
    Fault[] _faults = [];

    internal FaultScript(StateSignal changed) => Changed = changed;

    /// <summary>The faults that were set and not cleared, including those whose count is used up.</summary>
    public IReadOnlyList<Fault> All => Volatile.Read(ref _faults);

    internal StateSignal Changed { get; }

    /// <summary>Select requests of one operation.</summary>
    /// <param name="operation">
    /// The operation, such as <c>PutLogEvents</c>. Any name is accepted, so that a fault can be set for an operation that does not exist.
    /// </param>
    public FaultSelection On(string operation) => new(this, operation);

    /// <summary>Select requests of every operation.</summary>
    public FaultSelection OnAny() => new(this, null);

    /// <summary>Clear all faults. Requests that they hold continue.</summary>
    public void Clear()
    {
        foreach (var fault in All) fault.Clear();
    }

    internal Fault Add(Fault fault)
    {
        lock (_gate) _faults = [.. _faults, fault];
        return fault;
    }

    internal void Remove(Fault fault)
    {
        lock (_gate) _faults = _faults.Where(f => f != fault).ToArray();
    }

    // Returns the faults that strike this request, in order; at most the last one decides the response.
    internal IReadOnlyList<Fault> Strike(EmulatorRequest request)
    {
        List<Fault>? struck = null;
        foreach (var fault in Volatile.Read(ref _faults))
        {
            if (!fault.TryStrike(request)) continue;
            (struck ??= []).Add(fault);
            if (fault.Action.Kind is not (FaultKind.Delay or FaultKind.Hold or FaultKind.BreakLiveTail)) break;
        }

        if (struck is null) return [];
        Changed.Pulse();
        return struck;
    }
}
