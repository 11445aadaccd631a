using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats;

// Turns an event into the UTF-8 message to send, whatever the formatter does and however much it writes. Not thread-safe: each loop has its own.
sealed class MessageRenderer
{
    // The smallest size limit; a smaller one counts as this. Below it a time, a level and a few words of message do not fit.
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

    // Whether the formatter is another library's. It needs the event itself: what is rendered at once is not captured first. And it may not be
    // thread-safe. This library's formatters serve any number of threads, each with its own renderer.
    public bool WantsWhole => _formatter is TextFormatterAdapter;

    // Appends the message of an event that is not captured yet.
    public void Render(LogEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        _single.Clear();
        if (WantsWhole) _single.AddWhole(logEvent);
        else _single.AddToRender(logEvent);
        Append(_single[0], sizeLimitBytes, output);
        _single.Clear();
    }

    // Returns an equal renderer for another thread.
    public MessageRenderer Another() => new(_original);

    // Appends a message that exceeds the limit, shortened like any other. output is not inside a string.
    public void Shorten(ReadOnlySpan<byte> message, int sizeLimitBytes, Utf8Buffer output)
    {
        var limit = Math.Max(sizeLimitBytes, MinimumSizeLimitBytes);
        if (!_shortener.TryAppend(message, limit, output)) TextShortener.Append(message, limit, output);
    }

    // Appends the event's message. Never throws and never appends nothing: an event whose formatter fails is written as CloudWatch JSON with the
    // failure in it, and an empty text, for which the service would refuse the whole batch, is replaced by a note that it was empty. A message longer
    // than sizeLimitBytes (at least MinimumSizeLimitBytes) is shortened inside its fields, stays valid JSON and tells its original length. To shorten
    // an event further, render it again with a smaller limit.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Render(scoped in CapturedEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        if (logEvent.Whole is { } whole) Render(whole, sizeLimitBytes, output);
        else Append(in logEvent, sizeLimitBytes, output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Append(scoped in CapturedEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        var (start, textStart) = (output.End, output.TextLength);
        try
        {
            _formatter.Format(in logEvent, output, _scratch);
        }
        catch (Exception ex)
        {
            output.CutTo(start);
            AppendFailed(in logEvent, ex, output);
        }

        var limit = Math.Max(sizeLimitBytes, MinimumSizeLimitBytes);
        if (output.TextLength == textStart)
        {
            output.Append("(empty message)"u8);
        }
        else if (output.TextLength - textStart > limit)
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

    void Shorten((int Length, int Escapes) start, int limit, Utf8Buffer output)
    {
        using var whole = new Utf8Buffer(output.Length - start.Length);
        if (!output.IsInsideString)
        {
            whole.Append(output.WrittenSpan[start.Length..]);
            output.CutTo(start);
            Shorten(whole.WrittenSpan, limit, output);
            return;
        }

        // The quote ends the string for the unescaper.
        output.Append((byte)'"');
        var written = output.WrittenSpan[start.Length..];
        JsonUnescaper.Unescape(written, whole.GetSpan(written.Length + JsonUnescaper.SpareRoom), out _, out var length);
        whole.Advance(length);
        output.CutTo(start);
        using var shorter = new Utf8Buffer(limit);
        Shorten(whole.WrittenSpan, limit, shorter);
        output.AppendJson(shorter.WrittenSpan);
    }
}
