namespace Serilog.Sinks.CloudWatchTail.Common.Files;

/// <summary>Which file it is, whatever it is called: two names are the same file only if these are equal.</summary>
readonly record struct FileIdentity(ulong Device, ulong Inode);
