namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>Something that goes wrong at one of a session's next updates.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Code">The type of the exception, error or unknown event.</param>
/// <param name="Message">The text of the exception or error.</param>
sealed record LiveTailFault(LiveTailFaultKind Kind, string Code = "", string Message = "")
{
    /// <summary>How many updates pass before it.</summary>
    public int AfterUpdates { get; init; }

    /// <summary>Whether it waits for an update that has events.</summary>
    public bool WithEvents { get; init; }
}
