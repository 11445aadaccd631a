using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Writes an object inside a message, where kinds that JSON cannot express are not recorded. Reused for the next one; not thread-safe.
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

    // Returns the value's JSON, valid until the next one is written.
    public ReadOnlySpan<byte> Write(LogEventPropertyValue value)
    {
        _json.Clear();
        if (_json.Capacity > LargestKept) _json.Release();
        _writer.Begin(_json, JsonStyle.CloudWatch);
        _writer.Write(value, 0);
        return _json.WrittenSpan;
    }
}
