namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>What stands in an event for something that could not be rendered.</summary>
static class RenderingNote
{
    /// <summary>Values nested deeper are not written: whatever reads the event would run out of depth, if not out of stack. A JSON reader's common limit is 64.</summary>
    public const int MaximumDepth = 60;

    /// <summary>
    /// Nothing more is written into one event past this: a value that contains itself twice would otherwise grow without end before its depth stops it.
    /// Far above what an event may be, so that its size is known before it is shortened.
    /// </summary>
    public const int MaximumLength = 16 * 1024 * 1024;

    public const string TooDeep = "(nested too deeply to be written)";

    public const string TooLong = "(left out: the event is too long already)";

    public static string For(object? subject, Exception exception)
    {
        string message;
        try
        {
            message = exception.Message;
        }
        catch (Exception)
        {
            message = "its message cannot be read either";
        }

        return $"({NameOf(subject)} could not be rendered: {exception.GetType().Name}: {message})";
    }

    static string NameOf(object? subject) => subject?.GetType().ToString() ?? "the value";
}
