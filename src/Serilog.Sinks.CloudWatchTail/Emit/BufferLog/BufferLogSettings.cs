using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>What all sets of a base name have in common.</summary>
/// <param name="Flushes">Whether what is written is to survive the end of the machine.</param>
/// <param name="Destination">Where this process sends events to.</param>
/// <param name="Warn">Takes a line about what failed without costing any event. Called on any thread.</param>
sealed record BufferLogSettings(string BaseFilename, IPrivateFiles Files, bool Flushes, BufferDestination Destination, Action<string> Warn)
{
    /// <summary>Deletes a file that nothing needs any more.</summary>
    public void DeleteQuietly(string path)
    {
        try
        {
            Files.Delete(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            Warn($"{path} is not needed any more and could not be deleted: {ex.Message}");
        }
    }

    /// <summary>Where that is wanted, lets the names in a folder survive the end of the machine.</summary>
    public void FlushFolder(string folder)
    {
        if (Flushes) Files.FlushFolder(folder);
    }
}
