using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats;

/// <summary>
/// Turns an event into the UTF-8 message that is sent, whatever the formatter is, what it does and how much it writes. Not thread-safe: one for
/// each loop.
/// </summary>
sealed class MessageRenderer
{
    /// <summary>The least size limit. A smaller one is taken for this: below it, a time, a level and a few words of message do not fit.</summary>
    public const int MinimumSizeLimitBytes = 1024;

    readonly ITextFormatter _original;
    readonly IUtf8EventFormatter _formatter;
    readonly FormattingScratch _scratch = new();
    readonly JsonShortener _shortener = new();
    readonly CapturedEvents _single = new();

    public MessageRenderer(ITextFormatter formatter)
    {
        _original = formatter;
        _formatter = formatter as IUtf8EventFormatter ?? new TextFormatterAdapter(formatter);
    }

    /// <summary>
    /// Whether the formatter is another library's: it asks for the event itself, so that capturing its parts would be in vain, and may serve only one
    /// thread at a time. Those of this library serve any number of threads, each with its renderer.
    /// </summary>
    public bool WantsWhole => _formatter is TextFormatterAdapter;

    /// <summary>Appends the message of an event that is not captured yet.</summary>
    public void Render(LogEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        _single.Clear();
        if (WantsWhole) _single.AddWhole(logEvent);
        else _single.AddToRender(logEvent);
        Append(_single[0], sizeLimitBytes, output);
        _single.Clear();
    }

    /// <summary>A renderer that does the same, for another thread.</summary>
    public MessageRenderer Another() => new(_original);

    /// <summary>Appends a message that is over the limit, shortened as any other.</summary>
    public void Shorten(ReadOnlySpan<byte> message, int sizeLimitBytes, Utf8Buffer output)
    {
        var limit = Math.Max(sizeLimitBytes, MinimumSizeLimitBytes);
        if (!_shortener.TryAppend(message, limit, output)) TextShortener.Append(message, limit, output);
    }

    /// <summary>
    /// Appends the event's message. Never throws and never appends nothing: an event whose formatter fails is written as CloudWatch JSON with the
    /// failure in it, and in place of an empty text, which the service refuses together with its whole batch, a few words say that it was empty.
    /// </summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="sizeLimitBytes">The most bytes that the message may have, at least <see cref="MinimumSizeLimitBytes"/>. A longer one is
    /// shortened inside its fields, stays valid JSON and says how long it was. To shorten an event further, render it again with a smaller limit.</param>
    /// <param name="output">Where to append the message.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Render(scoped in CapturedEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        if (logEvent.Whole is { } whole) Render(whole, sizeLimitBytes, output);
        else Append(in logEvent, sizeLimitBytes, output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Append(scoped in CapturedEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        var start = output.Length;
        try
        {
            _formatter.Format(in logEvent, output, _scratch);
        }
        catch (Exception ex)
        {
            output.Truncate(start);
            AppendFailed(in logEvent, ex, output);
        }

        var limit = Math.Max(sizeLimitBytes, MinimumSizeLimitBytes);
        if (output.Length == start)
        {
            output.Append("(empty message)"u8);
        }
        else if (output.Length - start > limit)
        {
            Shorten(start, limit, output);
        }
    }

    void AppendFailed(scoped in CapturedEvent logEvent, Exception exception, Utf8Buffer output)
    {
        if (!WantsWhole || logEvent.Whole is not { } whole)
        {
            FailedEvent.Append(output, in logEvent, _original, exception, _scratch);
            return;
        }

        _single.Clear();
        _single.AddToRender(whole);
        FailedEvent.Append(output, _single[0], _original, exception, _scratch);
    }

    void Shorten(int start, int limit, Utf8Buffer output)
    {
        using var whole = new Utf8Buffer(output.Length - start);
        whole.Append(output.WrittenSpan[start..]);
        output.Truncate(start);
        Shorten(whole.WrittenSpan, limit, output);
    }
}
