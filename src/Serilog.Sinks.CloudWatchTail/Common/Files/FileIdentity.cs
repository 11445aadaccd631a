namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// Identifies a file independently of its name: two names refer to the same file only if their identities are equal.
readonly record struct FileIdentity(ulong Device, ulong Inode);
