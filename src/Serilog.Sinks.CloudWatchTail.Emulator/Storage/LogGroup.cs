namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

/// <summary>One log group. Everything in it is read and changed under the store's lock.</summary>
sealed class LogGroup(string name, string logGroupClass, long creationTime)
{
    public const string Standard = "STANDARD";

    /// <summary>Its key in the store: its name, or <c>account:name</c> for a group of a linked account.</summary>
    public string Name { get; } = name;

    public string Class { get; } = logGroupClass;

    public long CreationTime { get; } = creationTime;

    public string? KmsKeyId { get; set; }

    public bool DeletionProtectionEnabled { get; set; }

    public int? RetentionInDays { get; set; }

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>By name, in the order of their characters.</summary>
    public SortedDictionary<string, LogStream> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>The size of the events it holds, as the service counts them.</summary>
    public long StoredBytes { get; set; }

    /// <summary>How many events it ever accepted, also those that are gone since.</summary>
    public long AcceptedEvents { get; set; }

    /// <summary>Whether the class supports reading back at all: Live Tail, FilterLogEvents and GetLogEvents need the Standard class.</summary>
    public bool CanBeRead => Class == Standard;
}
