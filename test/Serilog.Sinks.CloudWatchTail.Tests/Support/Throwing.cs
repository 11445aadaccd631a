using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>An object that cannot be turned into text.</summary>
sealed class Throwing : IFormattable
{
    public override string ToString() => throw new NotSupportedException("no text");

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();
}

/// <summary>An object whose text is null.</summary>
sealed class NullText
{
    public override string? ToString() => null;
}

/// <summary>A property value of a class that Serilog does not know, and that cannot be rendered.</summary>
sealed class ThrowingValue : LogEventPropertyValue
{
    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null)
    {
        output.Write("half of it");
        throw new NotSupportedException("no text");
    }
}

/// <summary>An exception that says nothing about itself.</summary>
sealed class ThrowingException : Exception
{
    public override string Message => throw new NotSupportedException("no message");

    public override string ToString() => throw new NotSupportedException("no text");
}
