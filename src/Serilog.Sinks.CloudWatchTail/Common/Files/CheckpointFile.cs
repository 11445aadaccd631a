namespace Serilog.Sinks.CloudWatchTail.Common.Files;

/// <summary>Keeps some bytes on the disk: the old ones or the new ones, never half of either.</summary>
sealed class CheckpointFile(string path, IPrivateFiles files)
{
    // In the same folder, since a rename is one step only within a volume.
    readonly string _temporary = TemporaryOf(path);

    public string Path => path;

    /// <summary>Where the new bytes stand until they take the place of the old ones.</summary>
    public static string TemporaryOf(string path) => path + ".tmp";

    /// <summary>What was written last; null if there is nothing.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
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

    /// <param name="flush">Whether the bytes are to survive the end of the machine. Without it, a power cut may leave the name and not the bytes.</param>
    /// <exception cref="IOException">They could not be written; the old ones are as they were.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written; the old ones are as they were.</exception>
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
