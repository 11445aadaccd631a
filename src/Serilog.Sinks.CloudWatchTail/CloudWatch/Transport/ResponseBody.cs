using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The body of a response as it is read, in an array of the shared pool. announced is its length, as far as the headers tell it.
sealed class ResponseBody(long announced) : IDisposable
{
    // The largest responses hold about 1 MB of text, and JSON escapes one byte as at most six.
    const int LongestBody = 32 * 1024 * 1024;

    const int UsualBody = 4096;

    // One byte more than announced, so that the end is seen without growing the array.
    byte[] _bytes = ArrayPool<byte>.Shared.Rent(announced is > 0 and < LongestBody ? (int)announced + 1 : UsualBody);
    int _length;
    bool _isComplete;

    // Where the next part goes.
    public Memory<byte> Free => _bytes.AsMemory(_length);

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    // Adds a part that was read into Free. Returns false for an empty one, which is the end.
    public bool Add(int bytes)
    {
        _length += bytes;
        _isComplete = bytes == 0;
        if (_length == _bytes.Length) Grow();
        return !_isComplete;
    }

    // Returns the array to the pool, unless reading has failed: then something may still write to it.
    public void Dispose()
    {
        if (_isComplete) ArrayPool<byte>.Shared.Return(_bytes);
    }

    void Grow()
    {
        if (_length > LongestBody) throw new IOException($"The response is longer than {LongestBody} bytes.");
        var bigger = ArrayPool<byte>.Shared.Rent(_length * 2);
        Span.CopyTo(bigger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bigger;
    }
}
