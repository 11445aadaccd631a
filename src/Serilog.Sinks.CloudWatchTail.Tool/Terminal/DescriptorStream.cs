using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Writes directly to a Unix file descriptor. The console's streams wait for the lock of Out, which a console sink holds while it waits for the
// Screen, and they silently ignore a closed pipe.
sealed class DescriptorStream(int descriptor) : Stream
{
    const int Interrupted = 4;
    const short Writable = 4;
    const short Errors = 8;

    static int WouldBlock => OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 35 : 11;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // Whether the other end of a pipe is closed.
    public bool HasNoReader
    {
        get
        {
            var poll = new PollDescriptor { Descriptor = descriptor };
            return Poll(ref poll, 1, 0) > 0 && (poll.Returned & Errors) != 0;
        }
    }

    // Throws IOException if writing is no longer possible, for example because the other end of a pipe is closed.
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Write(descriptor, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0) buffer = buffer[(int)written..];
            else Recover(Marshal.GetLastPInvokeError());
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    void Recover(int error)
    {
        if (error == Interrupted) return;
        if (error != WouldBlock) throw new IOException($"The file descriptor {descriptor} cannot be written to: {Marshal.GetPInvokeErrorMessage(error)}");
        // Another program that shares the terminal has made it non-blocking.
        var poll = new PollDescriptor { Descriptor = descriptor, Requested = Writable };
        Poll(ref poll, 1, -1);
    }

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    static extern nint Write(int descriptor, in byte buffer, nuint count);

    [DllImport("libc", EntryPoint = "poll")]
    static extern int Poll(ref PollDescriptor descriptors, nuint count, int timeout);

    struct PollDescriptor
    {
        public int Descriptor;
        public short Requested;
        public short Returned;
    }
}
