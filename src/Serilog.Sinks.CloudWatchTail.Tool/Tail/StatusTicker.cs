using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>Once a second: shows how things are if nothing else is shown, and looks whether anybody still reads.</summary>
sealed class StatusTicker(Screen screen, StandardOutput output, TailSource source, TailProgress progress, Func<int> groups, TimeProvider timeProvider)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Dim, where there are colours.
    const string Dim = "\u001b[2m";
    const string Reset = "\u001b[0m";

    public bool HasColor { get; init; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Tick();
            await Task.Delay(Interval, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        screen.ShowStatus(null);
    }

    void Tick()
    {
        output.CheckReader();
        var rate = progress.TakeRate();
        if (!screen.HasStatusLine || (progress.Received > 0 && screen.Quiet < Interval)) return;
        var line = StatusText.Of(source.State, groups(), rate, progress.Lag, progress.Received, WindowWidth());
        screen.ShowStatus(HasColor ? Dim + line + Reset : line);
    }

    static int WindowWidth()
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
