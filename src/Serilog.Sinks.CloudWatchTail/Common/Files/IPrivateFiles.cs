namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// Every operation on files that durable mode and checkpoints use: the seam through which tests let disks fill up, become read-only and fail. What
// it makes is for this user alone, and a link at a file's name is never followed.
interface IPrivateFiles
{
    void CreateDirectory(string path);

    // Makes an empty file.
    // Throws IOException: Something of that name is there already, or the file cannot be made.
    IPrivateFile Create(string path);

    // Opens a file to be read, while others write to it or delete it.
    // Throws FileNotFoundException: There is none, or what stands there is a link.
    // Throws IOException: It cannot be read.
    IPrivateFile OpenRead(string path);

    // Opens a file to be written to, and makes it if there is none. A link that stands there goes; other users' access to the file ends.
    IPrivateFile OpenOrCreate(string path);

    // The same with an exclusive lock, which ends when the file is disposed of or the process ends. Null while another handle holds it.
    IPrivateFile? TryLock(string path);

    // Whether a handle of this or another process is open on a file, as far as the system tells.
    bool IsOpen(string path);

    bool Exists(string path);

    // Which file has a name now, links not followed. Null if none has, or the system does not tell.
    FileIdentity? IdentityOf(string path);

    // The names of a folder's files, without links. None if there is no such folder.
    IReadOnlyList<string> List(string folder);

    // Gives a file another name, also where there is one of that name already, in one step.
    void Rename(string from, string to);

    // Deletes a file, or the link in its place. Does nothing where there is none.
    void Delete(string path);

    // Lets what was created, renamed and deleted in a folder survive the end of the machine.
    void FlushFolder(string folder);
}
