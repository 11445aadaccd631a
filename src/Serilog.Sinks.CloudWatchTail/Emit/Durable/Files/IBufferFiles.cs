namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

/// <summary>The part of a file system that writes, which is the part that fills up, becomes read-only, and stops in the middle.</summary>
interface IBufferFiles
{
    void CreateDirectory(string path);

    /// <summary>Makes an empty file, also where there is one already.</summary>
    IBufferFile Create(string path);

    /// <summary>Gives a file another name, also where there is one of that name already, in one step.</summary>
    void Rename(string from, string to);

    void Delete(string path);
}
