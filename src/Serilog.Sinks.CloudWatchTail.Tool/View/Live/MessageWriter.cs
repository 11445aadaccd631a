using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// Collects server-sent events until they are sent together. Their data is JSON on one line, which the strict encoder keeps free of line breaks.
sealed class MessageWriter : IDisposable
{
    readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    readonly Utf8JsonWriter _json;

    public MessageWriter() => _json = new Utf8JsonWriter(_buffer);

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    // id is what a browser sends back to continue after a lost connection; null for none.
    public void Add(string name, long? id, Action<Utf8JsonWriter> members)
    {
        Begin(name, id);
        _json.Reset();
        _json.WriteStartObject();
        members(_json);
        _json.WriteEndObject();
        _json.Flush();
        Write("\n\n");
    }

    // data is JSON on one line.
    public void AddWritten(string name, string data)
    {
        Begin(name, null);
        Write(data);
        Write("\n\n");
    }

    // A line that browsers ignore.
    public void AddComment() => Write(":\n\n");

    public void Clear()
    {
        _buffer.ResetWrittenCount();
    }

    public void Dispose() => _json.Dispose();

    void Begin(string name, long? id)
    {
        Write($"event: {name}\n");
        if (id is { } number) Write(string.Create(CultureInfo.InvariantCulture, $"id: {number}\n"));
        Write("data: ");
    }

    void Write(string text) => Encoding.UTF8.GetBytes(text, _buffer);
}
