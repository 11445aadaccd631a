using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Writes the bare template, or a long message for a short one, and stops at some events until it is let go on.</summary>
sealed class GatedFormatter : ITextFormatter, IDisposable
{
    /// <summary>A short event whose message is long: 300,000 characters.</summary>
    public const string Long = "long";

    public const string Gate = "gate";

    static readonly string LongMessage = new('x', 300_000);

    readonly SemaphoreSlim _reached = new(0);
    readonly SemaphoreSlim _open = new(0);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.MessageTemplate.Text == Long ? LongMessage : logEvent.MessageTemplate.Text);
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
