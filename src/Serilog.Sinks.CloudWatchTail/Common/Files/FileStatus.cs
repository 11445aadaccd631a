namespace Serilog.Sinks.CloudWatchTail.Common.Files;

/// <summary>What the operating system tells of a file.</summary>
/// <param name="IsRegular">Whether it is a file of bytes: no link, pipe, device or folder.</param>
readonly record struct FileStatus(FileIdentity Identity, bool IsRegular);
