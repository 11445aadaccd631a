namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// What the operating system reports about a file. IsRegular is false for a link, a pipe, a device and a folder.
readonly record struct FileStatus(FileIdentity Identity, bool IsRegular);
