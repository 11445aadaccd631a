namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Something that goes wrong at one of a session's next updates.
// Kind: What goes wrong.
// Code: The type of the exception, error or unknown event.
// Message: The text of the exception or error.
sealed record LiveTailFault(LiveTailFaultKind Kind, string Code = "", string Message = "")
{
    // How many updates pass before it.
    public int AfterUpdates { get; init; }

    // Whether it waits for an update that has events.
    public bool WithEvents { get; init; }
}
