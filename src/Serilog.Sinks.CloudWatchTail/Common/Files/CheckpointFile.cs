namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// Keeps some bytes on the disk: the old ones or the new ones, never half of either.
sealed class CheckpointFile(string path, IPrivateFiles files)
{
    // In the same folder, since a rename is one step only within a volume.
    readonly string _temporary = TemporaryOf(path);

    public string Path => path;

    // Where the new bytes stand until they take the place of the old ones.
    public static string TemporaryOf(string path) => path + ".tmp";

    // What was written last; null if there is nothing.
    // Throws IOException: It cannot be read.
    // Throws UnauthorizedAccessException: It may not be read.
    public byte[]? Read()
    {
        try
        {
            using var file = files.OpenRead(path);
            var bytes = new byte[file.Length];
            var length = 0;
            while (length < bytes.Length && file.Read(bytes.AsSpan(length), length) is > 0 and var read) length += read;
            return bytes[..length];
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // flush: Whether the bytes are to survive the end of the machine. Without it, a power cut may leave the name and not the bytes.
    // Throws IOException: They could not be written; the old ones are as they were.
    // Throws UnauthorizedAccessException: They may not be written; the old ones are as they were.
    public void Write(ReadOnlySpan<byte> bytes, bool flush)
    {
        using (var file = CreateTemporary())
        {
            file.Write(bytes, 0);
            if (flush) file.Flush();
        }

        files.Rename(_temporary, path);
        if (flush) files.FlushFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
    }

    IPrivateFile CreateTemporary()
    {
        try
        {
            return files.Create(_temporary);
        }
        catch (IOException ex) when (ex is not DirectoryNotFoundException)
        {
            // What an earlier process left, or a link that leads elsewhere. If that was not the reason, it fails again.
            files.Delete(_temporary);
            return files.Create(_temporary);
        }
    }
}
