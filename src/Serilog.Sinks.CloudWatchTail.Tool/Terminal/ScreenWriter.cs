using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Replaces Console.Out for console sinks, which flush after each event. transform is applied to each text before it is shown.
sealed class ScreenWriter(Screen screen, Func<string, string> transform) : TextWriter
{
    readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_text) _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_text) _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        lock (_text) _text.Append(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_text) _text.Append(buffer);
    }

    public override void Flush()
    {
        string text;
        lock (_text)
        {
            text = _text.ToString();
            _text.Clear();
        }

        if (text.Length > 0) screen.Write(transform(text));
        screen.Flush();
    }
}
