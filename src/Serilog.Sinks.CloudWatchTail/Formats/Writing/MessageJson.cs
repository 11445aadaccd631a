using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>Writes an object that stands in a message, where nothing says what JSON cannot. Used again for the next one; not thread-safe.</summary>
sealed class MessageJson
{
    const int LargestKept = 256 * 1024;

    readonly Utf8Buffer _json = new(256);
    readonly JsonValueWriter _writer;

    public MessageJson(CharBuffer scratch)
    {
        var kinds = new KindRecorder();
        kinds.Begin(enabled: false);
        _writer = new(kinds, new FormattedHoles(), scratch);
    }

    /// <summary>The value's JSON; good until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(LogEventPropertyValue value)
    {
        _json.Clear();
        if (_json.Capacity > LargestKept) _json.Release();
        _writer.Begin(_json, JsonStyle.CloudWatch);
        _writer.Write(value, 0);
        return _json.WrittenSpan;
    }
}
