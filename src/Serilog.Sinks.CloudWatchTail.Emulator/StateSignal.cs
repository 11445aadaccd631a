namespace Serilog.Sinks.CloudWatchTail.Emulator;

// Lets a test wait for a state instead of sleeping: conditions are evaluated whenever something has changed.
sealed class StateSignal
{
    readonly object _gate = new();
    readonly List<(Func<bool> Condition, TaskCompletionSource Reached)> _waiters = [];
    volatile int _count;

    // Signals a change. Cheap when nothing waits. Must not be called under a lock that a condition takes.
    public void Pulse()
    {
        if (_count == 0) return;
        (Func<bool> Condition, TaskCompletionSource Reached)[] waiters;
        lock (_gate) waiters = [.. _waiters];
        foreach (var waiter in waiters)
        {
            try
            {
                if (waiter.Condition()) waiter.Reached.TrySetResult();
            }
            catch (Exception e)
            {
                // The condition is the user's, and its exception must not reach the thread that changed the state.
                waiter.Reached.TrySetException(e);
            }
        }
    }

    // Waits until the condition holds. Throws TimeoutException with the text of describe if it does not hold within timeout.
    public async Task WaitAsync(Func<bool> condition, TimeSpan timeout, Func<string> describe)
    {
        var waiter = (Condition: condition, Reached: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            _waiters.Add(waiter);
            _count++;
        }

        try
        {
            // Evaluated after the waiter is registered, so that no change from here on is missed.
            if (condition()) return;

            // Deliberately the machine's clock: a test must end even if its own clock stands still.
            await waiter.Reached.Task.WaitAsync(timeout, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{describe()} (waited {timeout.TotalSeconds:0.###} s).");
        }
        finally
        {
            lock (_gate)
            {
                _waiters.Remove(waiter);
                _count--;
            }
        }
    }
}
