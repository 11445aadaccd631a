using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Recreates an event from its record. key is that of its trace.
ref struct DetailDecoder(ReadOnlySpan<byte> record, ReadOnlySpan<object?> references, DetailShapes shapes, string key)
{
    readonly DetailHead _head = MemoryMarshal.Read<DetailHead>(record);
    ReadOnlySpan<byte> _record = record[DetailHead.Size..];
    ReadOnlySpan<object?> _references = references;

    public LogEvent Decode(out StreamHint hint)
    {
        var whole = Has(DetailParts.Whole) ? (LogEvent?)NextReference() : null;
        var shape = whole is not null ? null : Has(DetailParts.Shape) ? (DetailShape?)NextReference() : shapes[_head.Shape];
        hint = Has(DetailParts.Stream) ? new StreamHint(DecodeText(), Has(DetailParts.StreamName)) : default;
        if (whole is not null) return whole;

        var exception = Has(DetailParts.Exception) ? (Exception?)NextReference() : null;
        var traceId = Has(DetailParts.TraceId) ? DecodeText() : Has(DetailParts.KeyAsTraceId) ? key : null;
        var spanId = Has(DetailParts.SpanId) ? DecodeText() : null;
        var logEvent = new LogEvent(
            _head.Timestamp,
            (LogEventLevel)_head.Level,
            exception,
            shape!.Template,
            [],
            traceId is null ? default : ActivityTraceId.CreateFromString(traceId),
            spanId is null ? default : ActivitySpanId.CreateFromString(spanId));

        // Includes names that Serilog would reject now: the event has them.
        var properties = (IDictionary<string, LogEventPropertyValue>)logEvent.Properties;
        for (var i = 0; i < shape.Names.Length; i++) properties[shape.Names[i]] = DecodeValue(shape.Values[i])!;
        return logEvent;
    }

    readonly bool Has(DetailParts part) => (_head.Parts & part) != 0;

    string DecodeText()
    {
        var kind = (DetailKind)Next<byte>();
        return kind == DetailKind.Reference ? NextReference()!.ToString()! : (string)DecodeScalar(kind)!;
    }

    LogEventPropertyValue? DecodeValue(LogEventPropertyValue? shared)
    {
        var kind = (DetailKind)Next<byte>();
        if (kind == DetailKind.Shared) return shared;
        if (kind != DetailKind.Reference) return new ScalarValue(DecodeScalar(kind));
        var reference = NextReference();
        return reference switch
        {
            string or LargeText => new ScalarValue(reference.ToString()),
            CopiedValue copied => copied.Restore(),
            _ => (LogEventPropertyValue?)reference,
        };
    }

    object? DecodeScalar(DetailKind kind) => kind switch
    {
        DetailKind.Text => NextText(),
        DetailKind.Ascii => NextAscii(),
        DetailKind.True => true,
        DetailKind.False => false,
        DetailKind.Int32 => Next<int>(),
        DetailKind.Int64 => Next<long>(),
        DetailKind.Double => Next<double>(),
        DetailKind.Decimal => Next<decimal>(),
        DetailKind.Guid => Next<Guid>(),
        DetailKind.DateTime => Next<DateTime>(),
        DetailKind.DateTimeOffset => Next<DateTimeOffset>(),
        DetailKind.TimeSpan => Next<TimeSpan>(),
        _ => null,
    };

    string NextText()
    {
        var bytes = Next<int>() * sizeof(char);
        var text = new string(MemoryMarshal.Cast<byte, char>(_record[..bytes]));
        _record = _record[bytes..];
        return text;
    }

    string NextAscii()
    {
        var length = Next<int>();
        var text = Encoding.ASCII.GetString(_record[..length]);
        _record = _record[length..];
        return text;
    }

    T Next<T>()
        where T : unmanaged
    {
        var value = MemoryMarshal.Read<T>(_record);
        _record = _record[Unsafe.SizeOf<T>()..];
        return value;
    }

    object? NextReference()
    {
        var reference = _references[0];
        _references = _references[1..];
        return reference;
    }
}
