using System.Runtime.InteropServices;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;

// The keys of a terminal, one at a time and unechoed, while this exists; Ctrl+C, Ctrl+S and Ctrl+Z stay the terminal's. The terminal gets its
// own settings back at the end, after a crash too, and while the process is stopped.
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

    // Returns: Null where there is no terminal to read from, or another program has it.
    public static Keyboard? TryOpen()
    {
        if (Console.IsInputRedirected) return null;
        if (OperatingSystem.IsWindows()) return new Keyboard(null);
        return TerminalMode.TryRead() is { } mode && mode.Apply() ? new Keyboard(mode) : null;
    }

    // pressed: Gets each key as the text that it types; never concurrently.
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
            // An arrow or a function key: a sequence that comes in one piece, and no text.
            if (bytes[0] == EscapeKey && read > 1) continue;
            var count = decoder.GetChars(bytes, 0, read, characters, 0);
            for (var i = 0; i < count; i++) pressed(characters[i]);
        }
    }
}
