using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;

// The settings of the terminal at the standard input: the original ones, and a mode that delivers keys one by one, unechoed. .NET's own key reading
// would also take Ctrl+S from the terminal.
sealed class TerminalMode
{
    const int Input = 0;
    const int Now = 0;

    // Larger than struct termios on any system.
    const int Size = 256;

    static readonly bool IsMac = OperatingSystem.IsMacOS();

    readonly byte[] _found;
    readonly byte[] _keyByKey;

    TerminalMode(byte[] found)
    {
        _found = found;
        _keyByKey = [.. found];
        SetKeyByKey(_keyByKey);
    }

    public static TerminalMode? TryRead()
    {
        if (!OperatingSystem.IsLinux() && !IsMac) return null;
        var found = new byte[Size];
        return GetAttributes(Input, found) == 0 ? new TerminalMode(found) : null;
    }

    // Returns false if another program has the terminal: changing its settings would stop this process.
    public bool Apply() => IsInForeground && SetAttributes(Input, Now, _keyByKey) == 0;

    public void Restore()
    {
        if (IsInForeground) SetAttributes(Input, Now, _found);
    }

    public static int ReadInput(byte[] buffer) => (int)Read(Input, buffer, (nuint)buffer.Length);

    static bool IsInForeground => GetForegroundGroup(Input) == GetProcessGroup();

    // Clears ICANON and ECHO, and makes a read return at the first byte.
    static void SetKeyByKey(byte[] settings)
    {
        const ulong echo = 0x8;
        if (IsMac)
        {
            var flags = settings.AsSpan(24, 8);
            BinaryPrimitives.WriteUInt64LittleEndian(flags, BinaryPrimitives.ReadUInt64LittleEndian(flags) & ~(0x100 | echo));
            (settings[32 + 16], settings[32 + 17]) = (1, 0);
        }
        else
        {
            var flags = settings.AsSpan(12, 4);
            BinaryPrimitives.WriteUInt32LittleEndian(flags, BinaryPrimitives.ReadUInt32LittleEndian(flags) & ~(uint)(0x2 | echo));
            (settings[17 + 6], settings[17 + 5]) = (1, 0);
        }
    }

    [DllImport("libc", EntryPoint = "tcgetattr")]
    static extern int GetAttributes(int descriptor, byte[] settings);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    static extern int SetAttributes(int descriptor, int when, byte[] settings);

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    static extern int GetForegroundGroup(int descriptor);

    [DllImport("libc", EntryPoint = "getpgrp")]
    static extern int GetProcessGroup();

    [DllImport("libc", EntryPoint = "read")]
    static extern nint Read(int descriptor, byte[] buffer, nuint count);
}
