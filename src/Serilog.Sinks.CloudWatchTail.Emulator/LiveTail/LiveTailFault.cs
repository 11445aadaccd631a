namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// A fault at one of a session's next updates. Code is the type of the exception, error or unknown event, Message the text of the exception or error.
sealed record LiveTailFault(LiveTailFaultKind Kind, string Code = "", string Message = "")
{
    // The number of updates that pass before it.
    public int AfterUpdates { get; init; }

    // Whether it waits for an update that contains events.
    public bool WithEvents { get; init; }
}
