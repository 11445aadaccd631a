using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Knows whether a standard stream was closed when the program began. The runtime's own files then get its number, and to read from it or write
// to it would be to meddle with them. They are told by a flag: what a program inherits is never closed on exec, what .NET opens always is.
static class StandardStreams
{
    const int GetDescriptorFlags = 1;
    const int CloseOnExec = 1;

    public static bool InputIsClosed => IsClosed(0);

    public static bool OutputIsClosed => IsClosed(1);

    public static bool ErrorIsClosed => IsClosed(2);

    static bool IsClosed(int descriptor)
    {
        if (OperatingSystem.IsWindows()) return false;
        var flags = FileControl(descriptor, GetDescriptorFlags);
        return flags < 0 || (flags & CloseOnExec) != 0;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    static extern int FileControl(int descriptor, int command);
}
