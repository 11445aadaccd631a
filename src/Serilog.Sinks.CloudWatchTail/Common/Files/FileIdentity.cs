namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// Which file it is, whatever it is called: two names are the same file only if these are equal.
readonly record struct FileIdentity(ulong Device, ulong Inode);
