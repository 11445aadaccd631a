using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Once a second, and whenever the keyboard asks, shows the status and checks whether the output still has a reader.
sealed class StatusTicker(Screen screen, StandardOutput output, Func<StatusValues> values, TimeProvider timeProvider)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Dim, if there are colours.
    const string Dim = "\u001b[2m";
    const string Reset = "\u001b[0m";

    string? _prompt;

    public bool HasColor { get; init; }

    // The text being typed, shown in place of the status; null for none.
    public string? Prompt
    {
        get => Volatile.Read(ref _prompt);
        set => Volatile.Write(ref _prompt, value);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            output.CheckReader();
            Show();
            await Task.Delay(Interval, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        screen.ShowStatus(null);
    }

    public void Show()
    {
        if (!screen.HasStatusLine) return;
        var width = WindowWidth();
        if (Prompt is { } prompt) screen.ShowStatus(prompt.Length < width ? prompt : prompt[^(width - 1)..]);
        else
        {
            var line = StatusText.Of(values(), width);
            screen.ShowStatus(HasColor ? Dim + line + Reset : line);
        }
    }

    // Also makes the console initialize itself under the lock of Console.Out, before another owner takes that lock.
    public static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
