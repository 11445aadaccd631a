namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// The notes that replace values that could not be rendered.
static class RenderingNote
{
    // Values nested deeper are not written: readers of the event would exceed their depth limit, commonly 64, or their stack.
    public const int MaximumDepth = 60;

    // Nothing more is written into an event beyond this length: a value that contains itself twice would otherwise grow enormously before its depth
    // stops it. Far above the limit of an event, so that its size is known before it is shortened.
    public const int MaximumLength = 16 * 1024 * 1024;

    public const string TooDeep = "(nested too deeply to be written)";

    public const string TooLong = "(left out: the event is already too long)";

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
