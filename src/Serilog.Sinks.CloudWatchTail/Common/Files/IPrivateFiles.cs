namespace Serilog.Sinks.CloudWatchTail.Common.Files;

/// <summary>
/// Every operation on files that durable mode and checkpoints use: the seam through which tests let disks fill up, become read-only and fail. What
/// it makes is for this user alone, and a link at a file's name is never followed.
/// </summary>
interface IPrivateFiles
{
    void CreateDirectory(string path);

    /// <summary>Makes an empty file.</summary>
    /// <exception cref="IOException">Something of that name is there already, or the file cannot be made.</exception>
    IPrivateFile Create(string path);

    /// <summary>Opens a file to be read, while others write to it or delete it.</summary>
    /// <exception cref="FileNotFoundException">There is none, or what stands there is a link.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    IPrivateFile OpenRead(string path);

    /// <summary>Opens a file to be written to, and makes it if there is none. A link that stands there goes; other users' access to the file ends.</summary>
    IPrivateFile OpenOrCreate(string path);

    /// <summary>The same with an exclusive lock, which ends when the file is disposed of or the process ends. Null while another handle holds it.</summary>
    IPrivateFile? TryLock(string path);

    /// <summary>Whether a handle of this or another process is open on a file, as far as the system tells.</summary>
    bool IsOpen(string path);

    bool Exists(string path);

    /// <summary>Which file has a name now, links not followed. Null if none has, or the system does not tell.</summary>
    FileIdentity? IdentityOf(string path);

    /// <summary>The names of a folder's files, without links. None if there is no such folder.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Gives a file another name, also where there is one of that name already, in one step.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file, or the link in its place. Does nothing where there is none.</summary>
    void Delete(string path);

    /// <summary>Lets what was created, renamed and deleted in a folder survive the end of the machine.</summary>
    void FlushFolder(string folder);
}
