using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

/// <summary>
/// What events, notices and the status line share: one lock, and one rule: whoever writes takes the status line away first. The status line is
/// there only when both the standard output and the standard error are a terminal.
/// </summary>
sealed class Screen
{
    // To the line's beginning, and clear to its end.
    const string ClearLine = "\r\u001b[K";

    readonly object _gate = new();
    readonly StandardOutput _output;
    readonly TextWriter _error;
    readonly TimeProvider _timeProvider;
    bool _statusShown;
    long _lastWrite;

    public Screen(StandardOutput output, TextWriter error, bool hasStatusLine, TimeProvider timeProvider)
    {
        _output = output;
        _error = error;
        HasStatusLine = hasStatusLine;
        _timeProvider = timeProvider;
        _lastWrite = timeProvider.GetTimestamp();
    }

    public bool HasStatusLine { get; }

    /// <summary>How long nothing was written but the status line.</summary>
    public TimeSpan Quiet
    {
        get { lock (_gate) return _timeProvider.GetElapsedTime(_lastWrite); }
    }

    public void Write(ReadOnlySpan<byte> utf8)
    {
        lock (_gate)
        {
            ClearStatus();
            _output.Write(utf8);
            _lastWrite = _timeProvider.GetTimestamp();
        }
    }

    public void Write(string text)
    {
        Span<byte> small = stackalloc byte[1024];
        var utf8 = Encoding.UTF8.TryGetBytes(text, small, out var length) ? small[..length] : Encoding.UTF8.GetBytes(text);
        Write(utf8);
    }

    public void Flush()
    {
        lock (_gate) _output.Flush();
    }

    /// <summary>Writes a line for people to the standard error.</summary>
    public void Notice(string line)
    {
        lock (_gate)
        {
            ClearStatus();
            _output.Flush();
            _error.WriteLine($"cwtail: {ControlCharacters.Escape(line)}");
            _error.Flush();
            _lastWrite = _timeProvider.GetTimestamp();
        }
    }

    /// <summary>The same, over what Ctrl+C left on the terminal.</summary>
    public void LastNotice(string line)
    {
        lock (_gate)
        {
            if (HasStatusLine) _statusShown = true;
            Notice(line);
        }
    }

    /// <summary>Shows the line in place of the one before; null takes it away.</summary>
    public void ShowStatus(string? line)
    {
        if (!HasStatusLine) return;
        lock (_gate)
        {
            ClearStatus();
            if (line is not null) _error.Write(line);
            _error.Flush();
            _statusShown = line is not null;
        }
    }

    void ClearStatus()
    {
        if (!_statusShown) return;
        _error.Write(ClearLine);
        _error.Flush();
        _statusShown = false;
    }
}
