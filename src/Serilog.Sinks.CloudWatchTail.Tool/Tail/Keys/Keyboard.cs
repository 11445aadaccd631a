using System.Runtime.InteropServices;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;

// Reads the keys of a terminal one at a time and unechoed; Ctrl+C, Ctrl+S and Ctrl+Z keep their meaning. The terminal's settings are restored at the
// end, after a crash, and while the process is stopped.
sealed class Keyboard : IDisposable
{
    const int EscapeKey = 27;

    readonly TerminalMode? _mode;
    readonly PosixSignalRegistration[] _registrations;

    Keyboard(TerminalMode? mode)
    {
        _mode = mode;
        AppDomain.CurrentDomain.ProcessExit += Restore;
        AppDomain.CurrentDomain.UnhandledException += Restore;
        _registrations = mode is null || OperatingSystem.IsWindows() ? [] :
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, _ => mode.Restore()),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => mode.Apply()),
        ];
    }

    // Returns null if there is no terminal to read from, or another program has it.
    public static Keyboard? TryOpen()
    {
        if (Console.IsInputRedirected) return null;
        if (OperatingSystem.IsWindows()) return new Keyboard(null);
        return TerminalMode.TryRead() is { } mode && mode.Apply() ? new Keyboard(mode) : null;
    }

    // pressed receives each key as the text that it types; it is never called concurrently.
    public void Start(Action<char> pressed) =>
        new Thread(_mode is null ? () => ReadConsole(pressed) : () => ReadTerminal(pressed)) { IsBackground = true, Name = "Keyboard" }.Start();

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Restore;
        AppDomain.CurrentDomain.UnhandledException -= Restore;
        foreach (var registration in _registrations) registration.Dispose();
        _mode?.Restore();
    }

    void Restore(object? sender, EventArgs arguments) => _mode?.Restore();

    static void ReadConsole(Action<char> pressed)
    {
        while (true)
        {
            if (Console.ReadKey(intercept: true).KeyChar is not '\0' and var key) pressed(key);
        }
    }

    static void ReadTerminal(Action<char> pressed)
    {
        var (bytes, characters) = (new byte[64], new char[64]);
        var decoder = Encoding.UTF8.GetDecoder();
        while (TerminalMode.ReadInput(bytes) is > 0 and var read)
        {
            // An arrow or function key: an escape sequence, which arrives in one piece and is not text.
            if (bytes[0] == EscapeKey && read > 1) continue;
            var count = decoder.GetChars(bytes, 0, read, characters, 0);
            for (var i = 0; i < count; i++) pressed(characters[i]);
        }
    }
}
