namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// An exception as a log message recorded it. It was thrown in another process, of a type that this one need not have: what is left of it is its
/// type's name, its message and its text, and <see cref="ToString"/> gives that text back.
/// </summary>
public sealed class RecordedException : Exception
{
    readonly string _text;

    /// <summary>Create an exception from what was recorded of it.</summary>
    /// <param name="typeName">The full name of the original's type; empty when it is not known.</param>
    /// <param name="message">The original's message; empty when it is not known.</param>
    /// <param name="text">The original's full text, normally with its stack trace and its inner exceptions.</param>
    public RecordedException(string typeName, string message, string text)
        : base(message ?? throw new ArgumentNullException(nameof(message)))
    {
        TypeName = typeName ?? throw new ArgumentNullException(nameof(typeName));
        _text = text ?? throw new ArgumentNullException(nameof(text));
    }

    /// <summary>The full name of the original's type; empty when it is not known.</summary>
    public string TypeName { get; }

    /// <summary>The original's full text, as it was recorded.</summary>
    /// <returns>The recorded text.</returns>
    public override string ToString() => _text;
}
