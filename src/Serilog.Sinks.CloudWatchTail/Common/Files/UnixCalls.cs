using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// Calls to Linux and macOS for which .NET has no API.
static partial class UnixCalls
{
    const int CurrentFolder = -100, LinkItself = 0x100, HandleItself = 0x1000;
    const uint BasicStatus = 0x7ff;
    const int TypeMask = 0xf000, RegularType = 0x8000;
    const int Unknown = -1, NoFile = -1;
    const int InvalidArgument = 22, NotSupportedOnLinux = 95, NotSupportedOnMac = 45;

    // Returns the status of a path, without following a link. Null if nothing is there or the system does not report it.
    public static FileStatus? StatusOf(string path) => Read(
        (Span<byte> status) => StatX(CurrentFolder, path, LinkItself, BasicStatus, status),
        (Span<byte> status) => IsIntelMac ? LStatIntel(path, status) : LStat(path, status));

    // Returns the status of an open file. Null if the system does not report it.
    public static FileStatus? StatusOf(SafeFileHandle handle)
    {
        var number = (int)handle.DangerousGetHandle();
        return Read(
            (Span<byte> status) => StatX(number, "", HandleItself, BasicStatus, status),
            (Span<byte> status) => IsIntelMac ? FStatIntel(number, status) : FStat(number, status));
    }

    // Flushes a folder's entries to the disk. Throws IOException if the disk fails.
    public static void FlushFolder(string path)
    {
        var folder = Open(path, 0);
        if (folder < 0) throw Failed(path);
        try
        {
            // Some network and user-space file systems do not support flushing a folder.
            if (FSync(folder) != 0 && Marshal.GetLastPInvokeError() is not (InvalidArgument or NotSupportedOnLinux or NotSupportedOnMac)) throw Failed(path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    // Writes all bytes by one system call. Returns false if that does not succeed, or is not possible here. RandomAccess takes 70 ns more, which callers
    // in durable mode would pay for each event: for the handle, and for a C library that makes each write a cancellation point. Does not check whether
    // the file is open.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TryWrite(nint file, ReadOnlySpan<byte> bytes, long offset) =>
        WriteNumber != Unknown && SystemCall(WriteNumber, file, bytes, bytes.Length, (nint)offset) == bytes.Length;

    // The number of pwrite64 on Linux.
    static readonly nint WriteNumber = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 when MayCall(18) => 18,
        Architecture.Arm64 when MayCall(68) => 68,
        _ => Unknown,
    };

    static bool MayCall(nint number)
    {
        try
        {
            return OperatingSystem.IsLinux() && SystemCall(number, NoFile, [], 0, 0) < 0;
        }
        catch (Exception ex) when (ex is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    static bool IsIntelMac => OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    delegate int StatusCall(Span<byte> status);

    static FileStatus? Read(StatusCall linux, StatusCall mac)
    {
        Span<byte> status = stackalloc byte[256];
        status.Clear();
        try
        {
            // The offsets in struct statx, which are the same on every architecture, and in macOS's struct stat.
            if (OperatingSystem.IsLinux())
            {
                if (linux(status) != 0) return null;
                var device = BinaryPrimitives.ReadUInt64LittleEndian(status[136..]);
                return new FileStatus(new FileIdentity(device, ReadUInt64(status[32..])), IsRegular(status[28..]));
            }

            if (!OperatingSystem.IsMacOS() || mac(status) != 0) return null;
            return new FileStatus(new FileIdentity(BinaryPrimitives.ReadUInt32LittleEndian(status), ReadUInt64(status[8..])), IsRegular(status[4..]));
        }
        catch (Exception ex) when (ex is EntryPointNotFoundException or DllNotFoundException)
        {
            // An older C library has no statx.
            return null;
        }
    }

    static ulong ReadUInt64(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<ulong>(bytes);

    static bool IsRegular(ReadOnlySpan<byte> mode) => (MemoryMarshal.Read<ushort>(mode) & TypeMask) == RegularType;

    static IOException Failed(string path) =>
        new($"The folder {path} could not be flushed to the disk: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStatIntel(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int FStat(int file, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    private static partial int FStatIntel(int file, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    // Without the error code: what fails is done again by .NET.
    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint file, ReadOnlySpan<byte> bytes, nint count, nint offset);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
