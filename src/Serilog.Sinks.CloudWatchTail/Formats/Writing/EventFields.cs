using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>The parts of an event that both formats write alike.</summary>
static class EventFields
{
    /// <summary>RFC 3339 to the tick, always in UTC.</summary>
    public static void AppendUtc(Utf8Buffer output, DateTimeOffset timestamp) => Utf8Scalars.AppendUtc(output, timestamp.UtcDateTime);

    /// <summary>RFC 3339 to the tick with the offset kept; none is written as Z, which is five bytes shorter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendWithOffset(Utf8Buffer output, DateTimeOffset timestamp)
    {
        if (timestamp.Offset == TimeSpan.Zero)
        {
            AppendUtc(output, timestamp);
        }
        else
        {
            Utf8Scalars.Append(output, timestamp, "O");
        }
    }

    /// <summary>The level's name, or the number of a level that has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>The name that AWS Lambda and OpenTelemetry have for the level, or the number of a level that has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendUpperLevel(Utf8Buffer output, LogEventLevel level)
    {
        switch (level)
        {
            case LogEventLevel.Verbose: output.Append("TRACE"u8); break;
            case LogEventLevel.Debug: output.Append("DEBUG"u8); break;
            case LogEventLevel.Information: output.Append("INFO"u8); break;
            case LogEventLevel.Warning: output.Append("WARN"u8); break;
            case LogEventLevel.Error: output.Append("ERROR"u8); break;
            case LogEventLevel.Fatal: output.Append("FATAL"u8); break;
            default: Utf8Scalars.Append(output, (int)level); break;
        }
    }

    /// <summary>OpenTelemetry has four numbers for each level, from 1 (TRACE) to 24 (FATAL4); a level without a name has the nearest.</summary>
    public static int SeverityNumberOf(LogEventLevel level) => (int)level switch
    {
        < 0 => 1,
        > (int)LogEventLevel.Fatal => 24,
        _ => ((int)level * 4) + 1
    };

    /// <summary>A trace or span id, which is hexadecimal.</summary>
    public static void AppendId(Utf8Buffer output, string hexadecimal)
    {
        var length = System.Text.Encoding.ASCII.GetBytes(hexadecimal, output.GetSpan(hexadecimal.Length));
        output.Advance(length);
    }

    /// <summary>The exception's text. An exception's own code may throw as any other.</summary>
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

    /// <summary>The exception's message.</summary>
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

    /// <summary>The full name of the exception's type, also of one that was only recorded.</summary>
    public static string TypeNameOf(Exception exception) =>
        exception is RecordedException recorded ? recorded.TypeName : exception.GetType().ToString();
}
