using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Adapts any other formatter. An event that waited in parts is made again for it: kept whole meanwhile, all its objects would survive collections, which
// costs more than to make it twice. The newline at the end of its text is neither sent nor billed. Serilog's own formatters are thread-safe. Others may not
// be, although several sinks, and callers in durable mode, may share one: they take turns, but do not wait forever, because the formatter or a value
// may be waiting for the very thread that waits here.
sealed class TextFormatterAdapter(ITextFormatter formatter) : IUtf8EventFormatter
{
    static readonly TimeSpan TurnTimeLimit = TimeSpan.FromSeconds(1);

    static readonly ConditionalWeakTable<ITextFormatter, object> Turns = [];

    readonly object? _turn = formatter.GetType().Assembly == typeof(ITextFormatter).Assembly ? null : Turns.GetValue(formatter, static _ => new object());

    public void Format(LogEvent logEvent, TextWriter output) => formatter.Format(logEvent, output);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        var text = scratch.Text;
        text.Clear();
        var whole = HoleLimit.Bound(logEvent.ToLogEvent());
        if (_turn is null) formatter.Format(whole, text);
        else FormatInTurn(whole, text);
        var written = text.Written.TrimEnd("\r\n");
        var utf8 = output.IsInsideString ? output.Once : output;
        utf8.Advance(Encoding.UTF8.GetBytes(written, utf8.GetSpan(Encoding.UTF8.GetMaxByteCount(written.Length))));
        if (output.IsInsideString) output.AppendJson(utf8.WrittenSpan);
    }

    // Throws TimeoutException if the formatter is busy on another thread; the event is then written without it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
