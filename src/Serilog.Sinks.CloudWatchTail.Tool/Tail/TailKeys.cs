using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

// The keyboard, if there is one, and the state that it changes.
sealed class TailKeys : IDisposable
{
    readonly Keyboard? _keyboard;
    readonly KeyCommands _commands;

    TailKeys(Keyboard? keyboard, Screen screen, LoggingLevelSwitch level, Highlighter highlighter, Action quit)
    {
        _keyboard = keyboard;
        _commands = new KeyCommands(screen, Pause, level, highlighter, Json, quit);
    }

    public PauseGate Pause { get; } = new();

    public JsonSwitch Json { get; } = new();

    public bool AreOpen => _keyboard is not null;

    // wanted tells whether a user may be present: the tail is live and on a terminal.
    public static TailKeys Open(bool wanted, Screen screen, LoggingLevelSwitch level, Highlighter highlighter, Action quit) =>
        new(wanted ? Keyboard.TryOpen() : null, screen, level, highlighter, quit);

    public void Start(StatusTicker status)
    {
        _commands.Status = status;
        _keyboard?.Start(_commands.Press);
    }

    public string Describe() => _commands.Describe();

    public void Dispose() => _keyboard?.Dispose();
}
