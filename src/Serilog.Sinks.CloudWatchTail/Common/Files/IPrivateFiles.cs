namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// All file operations of durable mode and checkpoints: the seam through which tests simulate full, read-only and failing disks. New files and folders
// are accessible to this user only, and a symbolic link at a file's path is never followed.
interface IPrivateFiles
{
    void CreateDirectory(string path);

    // Creates an empty file. Throws IOException if the name exists already or the file cannot be created.
    IPrivateFile Create(string path);

    // Opens a file for reading while others may write to it or delete it. Throws FileNotFoundException if it does not exist or is a link, another
    // IOException if it cannot be read.
    IPrivateFile OpenRead(string path);

    // Opens a file for writing, or creates it. Replaces a link at the path, and revokes other users' access to the file.
    IPrivateFile OpenOrCreate(string path);

    // The same with an exclusive lock, which is released when the file is disposed or the process ends. Returns null while another handle holds it.
    IPrivateFile? TryLock(string path);

    // Whether this or another process has the file open, as far as the system reports it.
    bool IsOpen(string path);

    bool Exists(string path);

    // Returns the identity of the file that has this name now, without following links. Null if the file does not exist or the system does not report
    // one.
    FileIdentity? IdentityOf(string path);

    // Returns the names of a folder's files, without links; empty if the folder does not exist.
    IReadOnlyList<string> List(string folder);

    // Renames a file, and replaces the file at the new name atomically.
    void Rename(string from, string to);

    // Deletes a file or a link. Does nothing if it does not exist.
    void Delete(string path);

    // Flushes a folder to the disk, so that creations, renames and deletions in it survive a crash of the machine.
    void FlushFolder(string folder);
}
