using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Packs the messages of a response into blocks that stay below the large object heap's threshold, which saves an array per message and lets the
// memory be collected early.
sealed class MessageMemory
{
    const int BlockLength = 64 * 1024;

    // A longer message gets its own array: it could leave most of a block unused, and a queue counts bytes of messages, not of blocks.
    const int LongestShared = BlockLength / 8;

    byte[] _scratch = new byte[4096];
    byte[] _block = [];
    int _used;

    // Starts a new block, so that the next response's messages are released independently.
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
            // The remaining messages cannot exceed the remaining JSON.
            _block = GC.AllocateUninitializedArray<byte>(length + Math.Min(json.Remaining, Math.Max(0, BlockLength - length)));
            _used = 0;
        }

        _scratch.AsSpan(0, length).CopyTo(_block.AsSpan(_used));
        var message = _block.AsMemory(_used, length);
        _used += length;
        return message;
    }
}
