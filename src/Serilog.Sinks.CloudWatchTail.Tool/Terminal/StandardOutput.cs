using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

/// <summary>
/// The standard output as bytes, buffered until <see cref="Flush"/>. Knows when whoever read it has gone: .NET's own console stream writes on
/// into a closed pipe without a word, and a tail of a quiet group would go on, at the price of a live session, for nobody.
/// </summary>
sealed class StandardOutput : IDisposable
{
    const int BufferSize = 64 * 1024;
    const int StandardOutputHandle = -11;

    readonly Stream _stream;
    readonly bool _isPipe;
    readonly CancellationTokenSource _closed = new();

    StandardOutput(Stream stream, bool isTerminal, bool isPipe)
    {
        _stream = new BufferedStream(stream, BufferSize);
        _isPipe = isPipe;
        IsTerminal = isTerminal;
    }

    public bool IsTerminal { get; }

    /// <summary>Whether there has never been a standard output.</summary>
    public bool IsMissing { get; private init; }

    /// <summary>Cancelled when nobody reads the output any more.</summary>
    public CancellationToken Closed => _closed.Token;

    public static StandardOutput Open()
    {
        if (StandardStreams.OutputIsClosed) return new StandardOutput(Stream.Null, isTerminal: false, isPipe: false) { IsMissing = true };
        if (!Console.IsOutputRedirected) return new StandardOutput(Console.OpenStandardOutput(), isTerminal: true, isPipe: false);

        // A stream on the handle says when the pipe is closed. For a file it would keep a position of its own, beside that of the standard error.
        var handle = new SafeFileHandle(OperatingSystem.IsWindows() ? GetStdHandle(StandardOutputHandle) : 1, ownsHandle: false);
        var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        return stream.CanSeek
            ? new StandardOutput(Console.OpenStandardOutput(), isTerminal: false, isPipe: false)
            : new StandardOutput(stream, isTerminal: false, isPipe: true);
    }

    /// <summary>The same on any stream, for tests.</summary>
    public static StandardOutput On(Stream stream) => new(stream, isTerminal: false, isPipe: false);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_closed.IsCancellationRequested) return;
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException)
        {
            _closed.Cancel();
        }
    }

    public void Flush()
    {
        if (_closed.IsCancellationRequested) return;
        try
        {
            _stream.Flush();
        }
        catch (IOException)
        {
            _closed.Cancel();
        }
    }

    /// <summary>Looks whether the reader of a pipe has gone, without writing anything.</summary>
    public void CheckReader()
    {
        if (_isPipe && !OperatingSystem.IsWindows() && HasNoReader()) _closed.Cancel();
    }

    public void Dispose() => Flush();

    static bool HasNoReader()
    {
        const short error = 0x0008;
        var output = new PollDescriptor { Descriptor = 1 };
        return Poll(ref output, 1, 0) > 0 && (output.Returned & error) != 0;
    }

    [DllImport("kernel32.dll")]
    static extern nint GetStdHandle(int handle);

    [DllImport("libc", EntryPoint = "poll")]
    static extern int Poll(ref PollDescriptor descriptors, nuint count, int timeout);

    struct PollDescriptor
    {
        public int Descriptor;
        public short Requested;
        public short Returned;
    }
}
