using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// The only owner of the terminal: its thread alone writes to the standard output and the standard error, and it holds no lock while writing.
// Everything else passes it lines: events, which wait when the terminal is slow, and notices and the status line, which never wait. There is a status
// line only if both streams are a terminal.
sealed class Screen : IAsyncDisposable
{
    const int RoomBytes = 1024 * 1024;
    const int FlushBytes = 32 * 1024;

    // How often the status line returns below a stream of events.
    const int StatusRestMilliseconds = 100;

    // Moves to the start of the line and clears it to the end.
    static readonly byte[] ClearLine = "\r\u001b[K"u8.ToArray();

    // .NET's console switches a terminal's cursor keys to application mode and leaves them so.
    static readonly byte[] NormalKeys = "\u001b[?1l\u001b>"u8.ToArray();

    readonly object _gate = new();
    readonly StandardOutput _output;
    readonly Stream _error;
    readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guarded by the gate.
    ScreenPage _waiting = new();
    string? _status;
    bool _statusIsNew;
    bool _statusIsUnclean;
    bool _flush;
    bool _ended;
    bool _abandoned;

    // Used only by the owning thread.
    ScreenPage _writing = new();
    bool _statusShown;
    long _statusWritten;

    public Screen(StandardOutput output, Stream error, bool hasStatusLine)
    {
        (_output, _error, HasStatusLine) = (output, error, hasStatusLine);
        // A background thread, so that a stopped terminal does not keep the process alive.
        new Thread(Run) { IsBackground = true, Name = "Terminal" }.Start();
    }

    public bool HasStatusLine { get; }

    // Writes to the standard output, no later than the next Flush. Waits while there is no room.
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

    // The same, followed by a line break.
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

    // Clears the window and keeps the scrollback.
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

    // Writes a notice to the standard error.
    public void Notice(string line)
    {
        lock (_gate)
        {
            // By then the terminal has stopped, and nothing else bounds the number of notices.
            if (_waiting.Length >= 2 * RoomBytes || _abandoned) return;
            _waiting.Add(isError: true, Encoding.UTF8.GetBytes($"cwtail: {ControlCharacters.Escape(line)}{Environment.NewLine}"));
            _flush = true;
            Monitor.PulseAll(_gate);
        }
    }

    // The same, over the characters that Ctrl+C left on the terminal.
    public void LastNotice(string line)
    {
        lock (_gate)
        {
            _statusIsUnclean = HasStatusLine;
            _status = null;
            Notice(line);
        }
    }

    // Shows the line below everything else in place of the previous one; null removes it.
    public void ShowStatus(string? line)
    {
        if (!HasStatusLine) return;
        lock (_gate)
        {
            (_status, _statusIsNew) = (line, true);
            Monitor.PulseAll(_gate);
        }
    }

    // After the limit nothing waits for the terminal any more, and unwritten output is dropped.
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

    // Waits until everything is written or dropped.
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
            // The standard error has no reader any more.
        }
        finally
        {
            _written.TrySetResult();
        }
    }

    // Waits for something to write. Returns false at the end.
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
