using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// Reads and writes the checkpoint of a tail. Failures never end the tail: an unreadable file counts as missing.
sealed class TailCheckpointFile(string path, TailNotices notices)
{
    readonly PrivateFiles _files = new();

    // Returns null if the file is missing or unreadable; the latter raises a notice. now is the service's time.
    public TailCheckpoint? Read(DateTimeOffset now)
    {
        try
        {
            if (new CheckpointFile(path, _files).Read() is not { } bytes) return null;
            var checkpoint = CheckpointFormat.Decode(bytes, out var problem);
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
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) _files.CreateDirectory(folder);
            new CheckpointFile(path, _files).Write(CheckpointFormat.Encode(checkpoint), flush: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception.Message);
        }
    }

    void Fail(string reason) => notices.Raise(new CloudWatchLiveTailNotice.CheckpointFailed { Path = path, Reason = reason });
}
