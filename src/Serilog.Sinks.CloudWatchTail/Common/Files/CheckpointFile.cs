namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// Replaces a small file atomically: a reader sees the old bytes or the new ones, never a mixture.
sealed class CheckpointFile(string path, IPrivateFiles files)
{
    // In the same folder, because a rename is atomic only within a volume.
    readonly string _temporary = TemporaryOf(path);

    public string Path => path;

    // The file that receives the new bytes before it is renamed.
    public static string TemporaryOf(string path) => path + ".tmp";

    // Returns null if the file does not exist. Throws IOException or UnauthorizedAccessException if it cannot be read.
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

    // With flush, the bytes survive a power cut; without it, a power cut may leave the file empty. Throws IOException or UnauthorizedAccessException
    // if the bytes cannot be written; the old ones then remain.
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
            // An earlier process left the file, or it is a link to another place. If the cause was something else, the second attempt fails too.
            files.Delete(_temporary);
            return files.Create(_temporary);
        }
    }
}
