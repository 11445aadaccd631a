using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Writes the bare template, and stops at some events until it is let go on.</summary>
sealed class GatedFormatter : ITextFormatter, IDisposable
{
    public const string Gate = "gate";

    readonly SemaphoreSlim _reached = new(0);
    readonly SemaphoreSlim _open = new(0);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.MessageTemplate.Text);
        if (logEvent.MessageTemplate.Text != Gate) return;
        _reached.Release();
        _open.Wait(Limits.Patience);
    }

    public Task ReachedAsync() => _reached.WaitAsync().WaitAsync(Limits.Patience);

    public void Open() => _open.Release();

    public void Dispose()
    {
        _reached.Dispose();
        _open.Dispose();
    }
}
