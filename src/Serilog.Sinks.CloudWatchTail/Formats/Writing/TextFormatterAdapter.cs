using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>
/// Any other formatter. The newline that ends its text is neither sent nor billed. Serilog's own serve any number of threads. Any other one may serve
/// one thread at a time only, while several sinks, and callers in durable mode, may have the same one: each waits for its turn, but not for ever,
/// since the formatter or a value may be waiting for just the thread that waits here.
/// </summary>
sealed class TextFormatterAdapter(ITextFormatter formatter) : IUtf8EventFormatter
{
    static readonly TimeSpan TurnTimeLimit = TimeSpan.FromSeconds(1);

    static readonly ConditionalWeakTable<ITextFormatter, object> Turns = [];

    readonly object? _turn = formatter.GetType().Assembly == typeof(ITextFormatter).Assembly ? null : Turns.GetValue(formatter, static _ => new object());

    public void Format(LogEvent logEvent, TextWriter output) => formatter.Format(logEvent, output);

    public void Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        var text = scratch.Text;
        text.Clear();
        var whole = HoleLimit.Bound(logEvent.ToLogEvent());
        if (_turn is null) formatter.Format(whole, text);
        else FormatInTurn(whole, text);
        var written = text.Written.TrimEnd("\r\n");
        output.Advance(Encoding.UTF8.GetBytes(written, output.GetSpan(Encoding.UTF8.GetMaxByteCount(written.Length))));
    }

    /// <exception cref="TimeoutException">The formatter is at work on another thread, and the event is to be written without it.</exception>
    void FormatInTurn(LogEvent logEvent, TextWriter output)
    {
        if (!Monitor.TryEnter(_turn!, TurnTimeLimit))
            throw new TimeoutException($"The formatter was busy on another thread for {TurnTimeLimit.TotalSeconds:0} s.");
        try
        {
            formatter.Format(logEvent, output);
        }
        finally
        {
            Monitor.Exit(_turn!);
        }
    }
}
