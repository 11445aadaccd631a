using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

/// <summary>
/// The memory of an answer's messages: they lie one behind the other in blocks that stay out of the large object heap, so that an update costs no
/// array per message, and nothing that is collected late.
/// </summary>
sealed class MessageMemory
{
    const int BlockLength = 64 * 1024;

    // A longer message has an array to itself: it could leave most of a block empty, and a queue counts messages, not blocks.
    const int LongestShared = BlockLength / 8;

    byte[] _scratch = new byte[4096];
    byte[] _block = [];
    int _used;

    /// <summary>Gives up the block that is begun: what comes next belongs to another answer, which is kept and forgotten on its own.</summary>
    public void Begin()
    {
        _block = [];
        _used = 0;
    }

    public ReadOnlyMemory<byte> Read(ref JsonCursor json)
    {
        int length;
        while (!json.TryReadText(_scratch, out length)) _scratch = new byte[_scratch.Length * 2];
        if (length == 0) return default;
        if (length > LongestShared) return _scratch.AsSpan(0, length).ToArray();

        if (_block.Length - _used < length)
        {
            // What is left of the JSON bounds what is left of the messages.
            _block = GC.AllocateUninitializedArray<byte>(length + Math.Min(json.Remaining, Math.Max(0, BlockLength - length)));
            _used = 0;
        }

        _scratch.AsSpan(0, length).CopyTo(_block.AsSpan(_used));
        var message = _block.AsMemory(_used, length);
        _used += length;
        return message;
    }
}
