namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// One log group. Everything in it is read and changed under the store's lock.
sealed class LogGroup(string name, string logGroupClass, long creationTime)
{
    public const string Standard = "STANDARD";

    // Its key in the store: its name, or account:name for a group of a linked account.
    public string Name { get; } = name;

    public string Class { get; } = logGroupClass;

    public long CreationTime { get; } = creationTime;

    public string? KmsKeyId { get; set; }

    public bool DeletionProtectionEnabled { get; set; }

    public int? RetentionInDays { get; set; }

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    // By name, in the order of their characters.
    public SortedDictionary<string, LogStream> Streams { get; } = new(StringComparer.Ordinal);

    // The size of the events it holds, as the service counts them.
    public long StoredBytes { get; set; }

    // How many events it ever accepted, also those that are gone since.
    public long AcceptedEvents { get; set; }

    // Whether the class supports reading back at all: Live Tail, FilterLogEvents and GetLogEvents need the Standard class.
    public bool CanBeRead => Class == Standard;
}
