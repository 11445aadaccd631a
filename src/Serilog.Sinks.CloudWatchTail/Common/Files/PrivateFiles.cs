namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// The file system. Everything it creates is for this user alone: log events may tell more than other users of the machine should read.
sealed class PrivateFiles : IPrivateFiles
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // How often to retry while the file at a path keeps changing.
    const int MostTries = 8;

    // The error codes that mean that another handle holds a lock.
    const int SharingViolation = 32, LockViolation = 33, WouldBlockOnLinux = 11, WouldBlockOnBsd = 35;

    static readonly EnumerationOptions FilesOnly = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    public void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    public IPrivateFile Create(string path) => Wrap(New(path, FileShare.ReadWrite | FileShare.Delete));

    public IPrivateFile OpenRead(string path) =>
        OpenExisting(path, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) ?? throw new FileNotFoundException($"{path} is not a regular file.", path);

    public IPrivateFile OpenOrCreate(string path) => OpenOrCreate(path, FileShare.Read | FileShare.Delete);

    public IPrivateFile? TryLock(string path)
    {
        try
        {
            return OpenOrCreate(path, FileShare.None);
        }
        catch (IOException ex) when (IsHeld(ex))
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            // The file belongs to another user.
            return null;
        }
    }

    public bool IsOpen(string path)
    {
        try
        {
            using var file = OpenExisting(path, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException ex) when (IsHeld(ex))
        {
            return true;
        }
    }

    public bool Exists(string path) => File.Exists(path);

    public FileIdentity? IdentityOf(string path) => UnixCalls.StatusOf(path)?.Identity;

    public IReadOnlyList<string> List(string folder) =>
        Directory.Exists(folder) ? [.. new DirectoryInfo(folder).EnumerateFiles("*", FilesOnly).Select(f => f.Name)] : [];

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The folder is gone, and the file with it.
        }
    }

    public void FlushFolder(string folder)
    {
        // NTFS orders its metadata writes itself.
        if (!OperatingSystem.IsWindows()) UnixCalls.FlushFolder(folder);
    }

    PrivateFile OpenOrCreate(string path, FileShare share)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (OpenExisting(path, FileAccess.ReadWrite, share) is { } file) return file.Confine();

                // Deletes the link, not its target.
                File.Delete(path);
            }
            catch (FileNotFoundException)
            {
            }

            try
            {
                return Wrap(New(path, share));
            }
            catch (IOException ex) when (ex is not DirectoryNotFoundException && tries < MostTries && (File.Exists(path) || IsLink(path)))
            {
                // Another process created the file first.
            }
        }
    }

    // Returns null if the path is not a regular file.
    static PrivateFile? OpenExisting(string path, FileAccess access, FileShare share)
    {
        if (IsLink(path) || UnixCalls.StatusOf(path) is { IsRegular: false }) return null;
        var file = Wrap(new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = access, Share = share, BufferSize = 0 }));

        // A link may have replaced the file between the check and the open: then path and handle identify different files.
        if (file.Identity is null || UnixCalls.StatusOf(path) is not { } now || now.Identity == file.Identity) return file;
        file.Dispose();
        return IsLink(path) ? null : throw new IOException($"{path} was replaced while it was opened.");
    }

    // An undisposed stream would keep its lock until it is finalized.
    static PrivateFile Wrap(FileStream stream)
    {
        try
        {
            return new PrivateFile(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    static FileStream New(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    static bool IsHeld(IOException exception) => (exception.HResult & 0xffff) is var code
        && (OperatingSystem.IsWindows() ? code is SharingViolation or LockViolation : code is WouldBlockOnLinux or WouldBlockOnBsd);
}
