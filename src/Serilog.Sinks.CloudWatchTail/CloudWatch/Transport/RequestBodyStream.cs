using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// A request's body, read directly from the caller's bytes; knows whether all of it was handed to the network. After disposal it never reads those
// bytes again: if a call ends early, the transport may still be sending while the caller returns its buffer to the pool.
sealed class RequestBodyStream(ReadOnlySequence<byte> body) : Stream
{
    public RequestBodyStream(ReadOnlyMemory<byte> body)
        : this(new ReadOnlySequence<byte>(body))
    {
    }

    readonly object _gate = new();
    readonly long _length = body.Length;
    long _position;
    SequencePosition _next = body.Start;
    bool _disposed;
    Task<int>? _lastRead;

    // Whether the transport has read the whole body and no response has arrived since, so that the service may have carried the request out.
    // Rewinding the body for another attempt does not reset it.
    public bool SentUnanswered { get; private set; }

    public void MarkAnswered()
    {
        lock (_gate) SentUnanswered = false;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var count = (int)Math.Min(buffer.Length, _length - _position);
            var part = body.Slice(_next, count);
            part.CopyTo(buffer);
            _next = part.End;
            _position += count;

            // The transport reads again only after it has written the previous bytes, so an empty read means that all of them are on their way.
            if (count == 0 && buffer.Length > 0) SentUnanswered = true;
            return count;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = Read(buffer.AsSpan(offset, count));
        return _lastRead is { } last && last.Result == read ? last : _lastRead = Task.FromResult(read);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => _length + offset,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(target, _length, nameof(offset));
        lock (_gate) (_position, _next) = (target, _disposed ? default : body.GetPosition(target));
        return target;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        lock (_gate) _disposed = true;
        base.Dispose(disposing);
    }
}
