using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;

// The faults that the page has ordered. Safe for concurrent use.
sealed class EmulatorFaults(CloudWatchLogsEmulator emulator)
{
    const int WaitingLimit = 100;
    const string LiveTail = "StartLiveTail";

    readonly object _gate = new();
    readonly List<(FaultOrder Order, Fault Fault)> _faults = [];

    // The faults that will still strike, and how often.
    public IReadOnlyList<(FaultOrder Order, string Text, int Left)> Waiting
    {
        get
        {
            lock (_gate)
            {
                Forget();
                return [.. _faults.Select(fault => (fault.Order, fault.Fault.Description, Math.Max(0, fault.Order.Count - fault.Fault.Hits)))];
            }
        }
    }

    // Returns why the order cannot be taken; null if it was.
    public string? Apply(FaultOrder order)
    {
        lock (_gate)
        {
            Forget();
            if (order.Kind == "reset")
            {
                foreach (var (_, fault) in _faults) fault.Clear();
                _faults.Clear();
                return null;
            }

            if (_faults.Count >= WaitingLimit) return $"{WaitingLimit} faults are waiting already: reset them first.";
            if (order is { Kind: "cut", Operation: LiveTail })
            {
                // Its sessions are long: what is open is meant as well.
                foreach (var session in emulator.LiveTailSessions) session.CutBetweenFrames();
                if (order.Count == 1 && emulator.LiveTailSessions.Count > 0) return null;
            }

            _faults.Add((order, Set(order)));
            return null;
        }
    }

    Fault Set(FaultOrder order)
    {
        var requests = emulator.Faults.On(order.Operation).Times(order.Count);
        return order.Kind switch
        {
            "throttle" => requests.Throttle(),
            "fail" => requests.Status(500),
            "delay" => requests.Delay(TimeSpan.FromSeconds(order.Seconds)),
            _ => requests.CutBeforeStoring(),
        };
    }

    // A fault that has struck as often as it was ordered would stay in the emulator's list.
    void Forget()
    {
        foreach (var (_, fault) in _faults.Where(fault => !fault.Fault.IsActive)) fault.Clear();
        _faults.RemoveAll(fault => !fault.Fault.IsActive);
    }
}
