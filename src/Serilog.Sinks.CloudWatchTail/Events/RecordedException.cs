namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// An exception as a log message recorded it. It was thrown in another process, and its type need not exist in this one: it consists of the type's
/// name, the message and the full text, which <see cref="ToString"/> returns.
/// </summary>
public sealed class RecordedException : Exception
{
    readonly string _text;

    /// <summary>Create an exception from its recorded parts.</summary>
    /// <param name="typeName">The full name of the original's type; empty if it is unknown.</param>
    /// <param name="message">The original's message; empty if it is unknown.</param>
    /// <param name="text">The original's full text, normally with its stack trace and its inner exceptions.</param>
    public RecordedException(string typeName, string message, string text)
        : base(message ?? throw new ArgumentNullException(nameof(message)))
    {
        TypeName = typeName ?? throw new ArgumentNullException(nameof(typeName));
        _text = text ?? throw new ArgumentNullException(nameof(text));
    }

    /// <summary>The full name of the original's type; empty if it is unknown.</summary>
    public string TypeName { get; }

    /// <summary>Return the original's full text, as it was recorded.</summary>
    /// <returns>The recorded text.</returns>
    public override string ToString() => _text;
}
