namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// One log group. All access is under the store's lock.
sealed class LogGroup(string name, string logGroupClass, long creationTime)
{
    public const string Standard = "STANDARD";

    // The group's key in the store: its name, or account:name for a linked account.
    public string Name { get; } = name;

    public string Class { get; } = logGroupClass;

    public long CreationTime { get; } = creationTime;

    public string? KmsKeyId { get; set; }

    public bool DeletionProtectionEnabled { get; set; }

    public int? RetentionInDays { get; set; }

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    // Streams by name, in ordinal order.
    public SortedDictionary<string, LogStream> Streams { get; } = new(StringComparer.Ordinal);

    // The size of its events, as the service counts it.
    public long StoredBytes { get; set; }

    // The number of events it ever accepted, including those that are gone.
    public long AcceptedEvents { get; set; }

    // Whether the class supports reading events: Live Tail, FilterLogEvents and GetLogEvents require the Standard class.
    public bool CanBeRead => Class == Standard;
}
