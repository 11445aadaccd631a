namespace Serilog.Sinks.CloudWatchTail.Emulator;

// Lets a test wait for a state instead of sleeping: conditions are looked at whenever something has changed.
sealed class StateSignal
{
    readonly object _gate = new();
    readonly List<(Func<bool> Condition, TaskCompletionSource Reached)> _waiters = [];
    volatile int _count;

    // Something has changed. Cheap when nothing waits. Not to be called under a lock that a condition takes.
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
                // The condition is the user's; it must not cost the thread that changed the state.
                waiter.Reached.TrySetException(e);
            }
        }
    }

    // Wait until the condition holds.
    // Throws TimeoutException: It does not hold after timeout; the text is from describe.
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
            // After the waiter is known: what changes from here on is not missed.
            if (condition()) return;

            // The machine's clock on purpose: a test whose own clock stands still must still end.
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
