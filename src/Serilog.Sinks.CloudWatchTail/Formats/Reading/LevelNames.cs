using System.Buffers.Text;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Serilog's names for levels, the alternatives of CloudWatch JSON, and numbers for levels without a name.
static class LevelNames
{
    public static bool TryParse(ReadOnlySpan<byte> text, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (text.SequenceEqual("Information"u8)) return true;
        if (text.SequenceEqual("Debug"u8)) return Found(LogEventLevel.Debug, out level);
        if (text.SequenceEqual("Warning"u8)) return Found(LogEventLevel.Warning, out level);
        if (text.SequenceEqual("Error"u8)) return Found(LogEventLevel.Error, out level);
        if (text.SequenceEqual("Verbose"u8)) return Found(LogEventLevel.Verbose, out level);
        if (text.SequenceEqual("Fatal"u8)) return Found(LogEventLevel.Fatal, out level);
        return text.Length is 4 or 5 && TryParseUpper(text, out level) || text.Length > 0 && text[0] != (byte)'+' && Utf8Parser.TryParse(text, out int number, out var length) && length == text.Length && Found((LogEventLevel)number, out level);
    }

    static bool TryParseUpper(ReadOnlySpan<byte> text, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (text.SequenceEqual("INFO"u8)) return true;
        if (text.SequenceEqual("DEBUG"u8)) return Found(LogEventLevel.Debug, out level);
        if (text.SequenceEqual("WARN"u8)) return Found(LogEventLevel.Warning, out level);
        if (text.SequenceEqual("ERROR"u8)) return Found(LogEventLevel.Error, out level);
        if (text.SequenceEqual("TRACE"u8)) return Found(LogEventLevel.Verbose, out level);
        return text.SequenceEqual("FATAL"u8) && Found(LogEventLevel.Fatal, out level);
    }

    static bool Found(LogEventLevel found, out LogEventLevel level)
    {
        level = found;
        return true;
    }
}
