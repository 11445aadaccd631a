namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// What the operating system tells of a file.
// IsRegular: Whether it is a file of bytes: no link, pipe, device or folder.
readonly record struct FileStatus(FileIdentity Identity, bool IsRegular);
