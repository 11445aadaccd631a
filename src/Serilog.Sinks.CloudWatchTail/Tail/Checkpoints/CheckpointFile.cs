using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

/// <summary>Reads and writes a checkpoint file. Failures never end the tail: a file that cannot be read counts as missing.</summary>
sealed class CheckpointFile(string path, TailNotices notices)
{
    /// <param name="now">The service's time.</param>
    /// <returns>Null when there is none, or none that can be read; the latter is announced.</returns>
    public TailCheckpoint? Read(DateTimeOffset now)
    {
        try
        {
            if (!File.Exists(path)) return null;
            var checkpoint = CheckpointFormat.Decode(File.ReadAllBytes(path), out var problem);
            if (checkpoint is not null && CheckpointRules.ProblemOf(checkpoint, now) is { } nonsense) (checkpoint, problem) = (null, nonsense);
            if (checkpoint is null) Fail(problem);
            return checkpoint;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception.Message);
            return null;
        }
    }

    public void Write(TailCheckpoint checkpoint)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);

            // On the same volume, or the rename would not be atomic; flushed, or a power cut could leave the name without the bytes.
            var temporary = path + ".tmp";
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(CheckpointFormat.Encode(checkpoint));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception.Message);
        }
    }

    void Fail(string reason) => notices.Raise(new CloudWatchLiveTailNotice.CheckpointFailed { Path = path, Reason = reason });
}
