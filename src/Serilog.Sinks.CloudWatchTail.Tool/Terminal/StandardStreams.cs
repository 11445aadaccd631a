using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Tells whether a standard stream was closed when the program started. The runtime's own files then get its number, so reading or writing it would
// interfere with them. The close-on-exec flag shows the difference: an inherited descriptor never has it, one that .NET opened always does.
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
