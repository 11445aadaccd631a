namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Reads a process's output as it comes, and lets a test wait for a line.</summary>
sealed class OutputLines
{
    readonly object _gate = new();
    readonly List<string> _lines = [];
    TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OutputLines(StreamReader reader)
    {
        Ended = Task.Run(() => ReadAsync(reader));
    }

    /// <summary>Completes when the output has ended, or was closed here.</summary>
    public Task Ended { get; }

    public string[] Lines
    {
        get { lock (_gate) return [.. _lines]; }
    }

    public async Task<string> WaitForAsync(Func<string, bool> isIt)
    {
        var patience = Task.Delay(Limits.Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_lines.Find(line => isIt(line)) is { } found) return found;
                changed = _changed.Task;
            }

            // What came with the end is looked at once more.
            var ended = Ended.IsCompleted;
            if (!ended && await Task.WhenAny(changed, Ended, patience) != patience) continue;
            lock (_gate)
            {
                if (_lines.Find(line => isIt(line)) is { } found) return found;
            }

            throw new AssertionException($"The line did not come. What came:\n{string.Join('\n', Lines)}");
        }
    }

    public Task<string> WaitForAsync(string part) => WaitForAsync(line => line.Contains(part, StringComparison.Ordinal));

    async Task ReadAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (_gate)
                {
                    _lines.Add(line);
                    _changed.TrySetResult();
                    _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed on this side.
        }
    }
}
