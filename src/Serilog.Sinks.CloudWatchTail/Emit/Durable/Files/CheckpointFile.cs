using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

/// <summary>Keeps a checkpoint on the disk: the old one or the new one, never half of one.</summary>
sealed class CheckpointFile(string path, IBufferFiles files)
{
    /// <summary>Reads it; none if there is none, or none that can be used, and then <paramref name="problem"/> says why.</summary>
    public BufferCheckpoint? Read(out string? problem)
    {
        problem = null;
        try
        {
            if (!File.Exists(path)) return null;
            if (BufferCheckpoint.TryDecode(File.ReadAllBytes(path), out var checkpoint)) return checkpoint;
            problem = "it is damaged";
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            problem = ex.Message;
        }

        return null;
    }

    /// <exception cref="IOException">It could not be written; the old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old one is as it was.</exception>
    public void Write(BufferCheckpoint checkpoint, bool flush)
    {
        // In the same folder, since a rename is one step only within a volume.
        var temporary = path + ".tmp";
        using (var file = files.Create(temporary))
        {
            file.Write(checkpoint.Encode(), 0);
            if (flush) file.Flush();
        }

        files.Rename(temporary, path);
    }
}
