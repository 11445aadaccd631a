using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// The one owner of the terminal: its own thread alone writes to the standard output and the standard error, and holds no lock meanwhile.
// Everything else hands it lines: events, which wait when the terminal does not keep up, notices and the status line, which never do. The
// status line is there only when both streams are a terminal.
sealed class Screen : IAsyncDisposable
{
    const int RoomBytes = 1024 * 1024;
    const int FlushBytes = 32 * 1024;

    // How often the status line comes back below a stream of events.
    const int StatusRestMilliseconds = 100;

    // To the line's beginning, and clear to its end.
    static readonly byte[] ClearLine = "\r\u001b[K"u8.ToArray();

    // .NET's console sets a terminal's cursor keys to application mode, and leaves them so.
    static readonly byte[] NormalKeys = "\u001b[?1l\u001b>"u8.ToArray();

    readonly object _gate = new();
    readonly StandardOutput _output;
    readonly Stream _error;
    readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Under the gate.
    ScreenPage _waiting = new();
    string? _status;
    bool _statusIsNew;
    bool _statusIsUnclean;
    bool _flush;
    bool _ended;
    bool _abandoned;

    // The owner's.
    ScreenPage _writing = new();
    bool _statusShown;
    long _statusWritten;

    public Screen(StandardOutput output, Stream error, bool hasStatusLine)
    {
        (_output, _error, HasStatusLine) = (output, error, hasStatusLine);
        // In the background: a terminal that has stopped does not keep the process.
        new Thread(Run) { IsBackground = true, Name = "Terminal" }.Start();
    }

    public bool HasStatusLine { get; }

    // Writes to the standard output, with the next Flush at the latest. Waits while there is no room.
    public void Write(ReadOnlySpan<byte> utf8)
    {
        lock (_gate)
        {
            while (_waiting.Length >= RoomBytes && !_abandoned) Monitor.Wait(_gate);
            if (_abandoned) return;
            _waiting.Add(isError: false, utf8);
            if (_waiting.Length >= FlushBytes) Monitor.PulseAll(_gate);
        }
    }

    // The same, and a line break.
    public void WriteLine(ReadOnlySpan<byte> utf8)
    {
        lock (_gate)
        {
            Write(utf8);
            if (!_abandoned) _waiting.Add(isError: false, "\n"u8);
        }
    }

    public void Write(string text)
    {
        Span<byte> small = stackalloc byte[1024];
        var utf8 = Encoding.UTF8.TryGetBytes(text, small, out var length) ? small[..length] : Encoding.UTF8.GetBytes(text);
        Write(utf8);
    }

    // Empties the window, and leaves what has scrolled out of it.
    public void Clear()
    {
        Write("\u001b[H\u001b[2J"u8);
        Flush();
    }

    public void Flush()
    {
        lock (_gate)
        {
            if (_waiting.Length == 0) return;
            _flush = true;
            Monitor.PulseAll(_gate);
        }
    }

    // Writes a line for people to the standard error.
    public void Notice(string line)
    {
        lock (_gate)
        {
            // Beyond that the terminal has stopped, and the notices' number is no longer bounded by anything.
            if (_waiting.Length >= 2 * RoomBytes || _abandoned) return;
            _waiting.Add(isError: true, Encoding.UTF8.GetBytes($"cwtail: {ControlCharacters.Escape(line)}{Environment.NewLine}"));
            _flush = true;
            Monitor.PulseAll(_gate);
        }
    }

    // The same, over what Ctrl+C left on the terminal.
    public void LastNotice(string line)
    {
        lock (_gate)
        {
            _statusIsUnclean = HasStatusLine;
            _status = null;
            Notice(line);
        }
    }

    // Shows the line below everything else, in place of the one before; null takes it away.
    public void ShowStatus(string? line)
    {
        if (!HasStatusLine) return;
        lock (_gate)
        {
            (_status, _statusIsNew) = (line, true);
            Monitor.PulseAll(_gate);
        }
    }

    // From then on nothing waits for the terminal any more, and what it has not taken is dropped.
    public async Task GiveUpAfterAsync(TimeSpan limit, TimeProvider timeProvider)
    {
        await Task.WhenAny(Task.Delay(limit, timeProvider), _written.Task);
        lock (_gate)
        {
            _abandoned = true;
            Monitor.PulseAll(_gate);
        }

        _givenUp.TrySetResult();
    }

    // Waits until everything is written, or given up.
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            (_status, _ended) = (null, true);
            Monitor.PulseAll(_gate);
        }

        await Task.WhenAny(_written.Task, _givenUp.Task);
    }

    void Run()
    {
        try
        {
            while (Take(out var status, out var statusChanged, out var unclean)) WriteTurn(status, statusChanged, unclean);
            if (HasStatusLine) _error.Write(NormalKeys);
        }
        catch (IOException)
        {
            // The standard error is gone, and with it its reader.
        }
        finally
        {
            _written.TrySetResult();
        }
    }

    // Waits for something to write.
    // Returns: False at the end.
    bool Take(out string? status, out bool statusChanged, out bool unclean)
    {
        lock (_gate)
        {
            while (true)
            {
                var restores = _status is not null && !_statusShown;
                if (_flush || _statusIsNew || _waiting.Length >= FlushBytes || _ended) break;
                if (!restores) Monitor.Wait(_gate);
                else if (RestOfStatus is > 0 and var rest) Monitor.Wait(_gate, rest);
                else break;
            }

            (status, statusChanged, unclean) = (_status, _statusIsNew, _statusIsUnclean);
            (_waiting, _writing) = (_writing, _waiting);
            var goesOn = !_ended || _writing.Length > 0 || _statusShown;
            _flush = _statusIsNew = _statusIsUnclean = false;
            Monitor.PulseAll(_gate);
            return goesOn;
        }
    }

    static long Milliseconds => TimeProvider.System.GetTimestamp() * 1000 / TimeProvider.System.TimestampFrequency;

    int RestOfStatus => (int)Math.Min(StatusRestMilliseconds, _statusWritten + StatusRestMilliseconds - Milliseconds);

    void WriteTurn(string? status, bool statusChanged, bool unclean)
    {
        if (unclean || (_statusShown && (_writing.Length > 0 || statusChanged || status is null)))
        {
            _error.Write(ClearLine);
            _statusShown = false;
        }

        _writing.MoveTo(_output, _error);
        if (status is null || _statusShown || (!statusChanged && RestOfStatus > 0)) return;
        _error.Write(Encoding.UTF8.GetBytes(status));
        _statusShown = true;
        _statusWritten = Milliseconds;
    }
}
