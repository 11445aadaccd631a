namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

/// <summary>
/// Keeps a set of files to one process; the operating system ends it with the process, however that ends. The file stays behind, empty: were it
/// deleted, two processes could hold a lock on files of the same name.
/// </summary>
sealed class BufferLock : IDisposable
{
    // The numbers by which operating systems say that somebody else holds it.
    const int SharingViolation = 32, LockViolation = 33, WouldBlockOnLinux = 11, WouldBlockOnBsd = 35;

    readonly FileStream _file;

    BufferLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Takes the lock; null if another one holds it.</summary>
    /// <exception cref="IOException">There can be no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">There may be no such file.</exception>
    public static BufferLock? TryTake(string path)
    {
        try
        {
            return new BufferLock(new FileStream(path, BufferFiles.Options(FileMode.OpenOrCreate, FileShare.None)));
        }
        catch (IOException ex) when (IsHeld(ex.HResult & 0xffff))
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            // Another user's.
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    static bool IsHeld(int code) =>
        OperatingSystem.IsWindows() ? code is SharingViolation or LockViolation : code is WouldBlockOnLinux or WouldBlockOnBsd;
}
