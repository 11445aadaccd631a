using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// The parts of an event that both formats write in the same way.
static class EventFields
{
    // Appends the time in RFC 3339 with ticks and its offset; a zero offset becomes Z, which is five bytes shorter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendWithOffset(Utf8Buffer output, DateTimeOffset timestamp, FormattingScratch scratch)
    {
        if (timestamp.Offset == TimeSpan.Zero)
        {
            scratch.Times.AppendUtc(output, timestamp.UtcDateTime);
        }
        else
        {
            Utf8Scalars.Append(output, timestamp, "O");
        }
    }

    // Appends the level's name, or its number if it has none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AppendLevel(Utf8Buffer output, LogEventLevel level)
    {
        switch (level)
        {
            case LogEventLevel.Verbose: output.Append("Verbose"u8); break;
            case LogEventLevel.Debug: output.Append("Debug"u8); break;
            case LogEventLevel.Information: output.Append("Information"u8); break;
            case LogEventLevel.Warning: output.Append("Warning"u8); break;
            case LogEventLevel.Error: output.Append("Error"u8); break;
            case LogEventLevel.Fatal: output.Append("Fatal"u8); break;
            default: Utf8Scalars.Append(output, (int)level); break;
        }
    }

    // Returns the level's name, or its number if it has none.
    public static string NameOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => nameof(LogEventLevel.Verbose),
        LogEventLevel.Debug => nameof(LogEventLevel.Debug),
        LogEventLevel.Information => nameof(LogEventLevel.Information),
        LogEventLevel.Warning => nameof(LogEventLevel.Warning),
        LogEventLevel.Error => nameof(LogEventLevel.Error),
        LogEventLevel.Fatal => nameof(LogEventLevel.Fatal),
        _ => ((int)level).ToString(CultureInfo.InvariantCulture)
    };

    // Returns the level's name in AWS Lambda and OpenTelemetry, or its number if it has none.
    public static string UpperNameOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "TRACE",
        LogEventLevel.Debug => "DEBUG",
        LogEventLevel.Information => "INFO",
        LogEventLevel.Warning => "WARN",
        LogEventLevel.Error => "ERROR",
        LogEventLevel.Fatal => "FATAL",
        _ => ((int)level).ToString(CultureInfo.InvariantCulture)
    };

    // OpenTelemetry has four numbers per level, from 1 (TRACE) to 24 (FATAL4); a level without a name gets the nearest one.
    public static int SeverityNumberOf(LogEventLevel level) => (int)level switch
    {
        < 0 => 1,
        > (int)LogEventLevel.Fatal => 24,
        _ => ((int)level * 4) + 1
    };

    // Appends a trace or span id, which is hexadecimal.
    public static void AppendId(Utf8Buffer output, string hexadecimal)
    {
        var length = System.Text.Encoding.ASCII.GetBytes(hexadecimal, output.GetSpan(hexadecimal.Length));
        output.Advance(length);
    }

    // Returns the exception's text. An exception's ToString may throw, like any other.
    public static string TextOf(Exception exception)
    {
        try
        {
            return exception.ToString() ?? "";
        }
        catch (Exception ex)
        {
            return RenderingNote.For(exception, ex);
        }
    }

    // Returns the exception's message.
    public static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception ex)
        {
            return RenderingNote.For(exception, ex);
        }
    }

    // Returns the full name of the exception's type, even if the exception was only recorded.
    public static string TypeNameOf(Exception exception) =>
        exception is RecordedException recorded ? recorded.TypeName : exception.GetType().ToString();
}
