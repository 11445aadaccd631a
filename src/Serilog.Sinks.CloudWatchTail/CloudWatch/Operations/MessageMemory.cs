using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The memory of a response's messages. They are packed into blocks below the large object heap's threshold, so an update costs no array per
// message, and its memory is collected early.
sealed class MessageMemory
{
    const int BlockLength = 64 * 1024;

    // A longer message gets an array of its own: it could leave most of a block unused, and a queue counts the bytes of messages, not of blocks.
    const int LongestShared = BlockLength / 8;

    byte[] _scratch = new byte[4096];
    byte[] _block = [];
    int _used;

    // Starts a new block: the messages of the next response are kept and released on their own.
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
            // The remaining messages cannot be longer than the remaining JSON.
            _block = GC.AllocateUninitializedArray<byte>(length + Math.Min(json.Remaining, Math.Max(0, BlockLength - length)));
            _used = 0;
        }

        _scratch.AsSpan(0, length).CopyTo(_block.AsSpan(_used));
        var message = _block.AsMemory(_used, length);
        _used += length;
        return message;
    }
}
