using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// The standard output as bytes. Detects that its reader has gone: .NET's console stream silently ignores a closed pipe, so the tail of a quiet group
// would continue, at the price of a live session, without a reader.
sealed class StandardOutput
{
    const int StandardOutputHandle = -11;

    readonly Stream _stream;
    readonly CancellationTokenSource _closed = new();

    StandardOutput(Stream stream)
    {
        _stream = stream;
    }

    // Whether there was no standard output from the start.
    public bool IsMissing { get; private init; }

    // Cancelled when the output has no reader any more.
    public CancellationToken Closed => _closed.Token;

    public static StandardOutput Open()
    {
        if (StandardStreams.OutputIsClosed) return new StandardOutput(Stream.Null) { IsMissing = true };
        if (!OperatingSystem.IsWindows()) return new StandardOutput(new DescriptorStream(1));
        if (!Console.IsOutputRedirected) return new StandardOutput(Console.OpenStandardOutput());

        // A stream on the handle reports a closed pipe. For a file it would keep its own position, separate from that of the standard error.
        var stream = new FileStream(new SafeFileHandle(GetStdHandle(StandardOutputHandle), ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return new StandardOutput(stream.CanSeek ? Console.OpenStandardOutput() : stream);
    }

    // Wraps any stream, for tests and for commands that write nothing to the standard output.
    public static StandardOutput On(Stream stream) => new(stream);

    // The standard error for the same owner.
    public static Stream OpenError() =>
        StandardStreams.ErrorIsClosed ? Stream.Null : OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(2);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_closed.IsCancellationRequested) return;
        try
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
        catch (IOException)
        {
            Close();
        }
    }

    // Checks, without writing, whether the reader of a pipe has gone.
    public void CheckReader()
    {
        if (_stream is DescriptorStream { HasNoReader: true }) Close();
    }

    // Not on the screen's thread, because code that observes the cancellation may wait for that thread.
    void Close() => _ = _closed.CancelAsync();

    [DllImport("kernel32.dll")]
    static extern nint GetStdHandle(int handle);
}
