using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// The standard output as bytes. Knows when its reader has gone: .NET's own console stream writes on into a closed pipe without a word, and a
// tail of a quiet group would go on, at the price of a live session, with no reader.
sealed class StandardOutput
{
    const int StandardOutputHandle = -11;

    readonly Stream _stream;
    readonly CancellationTokenSource _closed = new();

    StandardOutput(Stream stream)
    {
        _stream = stream;
    }

    // Whether there has never been a standard output.
    public bool IsMissing { get; private init; }

    // Cancelled when the output has no reader any more.
    public CancellationToken Closed => _closed.Token;

    public static StandardOutput Open()
    {
        if (StandardStreams.OutputIsClosed) return new StandardOutput(Stream.Null) { IsMissing = true };
        if (!OperatingSystem.IsWindows()) return new StandardOutput(new DescriptorStream(1));
        if (!Console.IsOutputRedirected) return new StandardOutput(Console.OpenStandardOutput());

        // A stream on the handle says when the pipe is closed. For a file it would keep a position of its own, beside that of the standard error.
        var stream = new FileStream(new SafeFileHandle(GetStdHandle(StandardOutputHandle), ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return new StandardOutput(stream.CanSeek ? Console.OpenStandardOutput() : stream);
    }

    // The same on any stream, for tests and for commands that write nothing to it.
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

    // Looks whether the reader of a pipe has gone, without writing anything.
    public void CheckReader()
    {
        if (_stream is DescriptorStream { HasNoReader: true }) Close();
    }

    // Not on the screen's own thread, which everything that hears of it may wait for.
    void Close() => _ = _closed.CancelAsync();

    [DllImport("kernel32.dll")]
    static extern nint GetStdHandle(int handle);
}
