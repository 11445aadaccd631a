using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// Shared by all sets of a base name. Flushes tells whether written data must survive a crash of the machine. Destination is where this process sends
// events. Warn receives one line about each failure that costs no event; it is called on any thread.
sealed record BufferLogSettings(string BaseFilename, IPrivateFiles Files, bool Flushes, BufferDestination Destination, Action<string> Warn)
{
    // Deletes a file that is no longer needed.
    public void DeleteQuietly(string path)
    {
        try
        {
            Files.Delete(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            Warn($"{path} is no longer needed and could not be deleted: {ex.Message}");
        }
    }

    // If Flushes is set, makes the file names in a folder survive a crash of the machine.
    public void FlushFolder(string folder)
    {
        if (Flushes) Files.FlushFolder(folder);
    }
}
