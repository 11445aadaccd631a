using System.Net;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>How an emulator behaves. Every default is the service's own behaviour where there is one.</summary>
public sealed class CloudWatchLogsEmulatorOptions
{
    // The framework's limit, some 49 days.
    internal static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The port to listen on. The default 0 takes a free one; <see cref="CloudWatchLogsEmulator.ServiceUrl"/> tells which.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The address to listen on. The default is the loopback: an emulator is no server, and its credentials allow to read and
    /// delete all that it holds.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// Further names that requests may have in their <c>Host</c>, such as a container's. The default is none: <c>localhost</c>, names that end in
    /// <c>.localhost</c> and addresses are always answered, and any other host is refused, because a web page's own host name may be pointed at
    /// this machine. A page's <c>Origin</c> is held to the same rule.
    /// </summary>
    public IList<string> HostNames { get; } = [];

    /// <summary>The region it answers for; requests signed for another one are refused. The default is <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The twelve digits of the account in ARNs. The default is <c>123456789012</c>.</summary>
    public string AccountId { get; set; } = "123456789012";

    /// <summary>
    /// Source accounts that are linked to this one, which then is a monitoring account: it lists, queries and tails their groups. The default is none.
    /// Name such a group by its ARN, as in <c>aws.Put("arn:aws:logs:us-east-1:111122223333:log-group:/shop/orders", "s", "m")</c>: requests cannot put
    /// into another account's groups.
    /// </summary>
    public IList<string> LinkedAccounts { get; } = [];

    /// <summary>The only credentials it accepts. The default is <see cref="EmulatorCredentials.Default"/>.</summary>
    public EmulatorCredentials Credentials { get; set; } = EmulatorCredentials.Default;

    /// <summary>
    /// How far a signature's time may be from the emulator's clock: 5 minutes by default. <see cref="Timeout.InfiniteTimeSpan"/> accepts any
    /// time, which a <see cref="TimeProvider"/> that stands still needs, because the clients sign with the machine's clock.
    /// </summary>
    public TimeSpan ClockSkewLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of everything: ingestion times, rejected ranges, retention, Live Tail, latency. The default is the machine's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Time added to every answer. The default is none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>
    /// How long after its put an event is seen by FilterLogEvents and GetLogEvents: some seconds at the service, at times over a minute. The
    /// default is at once. Live Tail does not wait for it.
    /// </summary>
    public TimeSpan VisibilityDelay { get; set; }

    /// <summary>
    /// The largest event in bytes, counted as its message in UTF-8 and 26 bytes. The default is 1,048,576; until 2025 the service took 262,144.
    /// A larger one fails the whole put with <c>Log event too large: N bytes exceeds limit of M</c>.
    /// </summary>
    public int EventSizeLimitBytes { get; set; } = 1_048_576;

    /// <summary>
    /// How many events FilterLogEvents looks at for one page; when they are used up before the page is full, the page goes as it is, perhaps
    /// empty, with a token. The default is 100,000.
    /// </summary>
    public int FilterLogEventsScanLimit { get; set; } = 100_000;

    /// <summary>
    /// How many empty pages, each with a token, FilterLogEvents puts before the first page of a query. The default is none; the service does
    /// it when it feels like it, so a client must follow tokens through them.
    /// </summary>
    public int FilterLogEventsEmptyPages { get; set; }

    /// <summary>The time between two updates of a Live Tail session: one second, as at the service. Tests may shorten it.</summary>
    public TimeSpan LiveTailUpdateInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most events in one update; if more matched, that many of them go and <c>sampled</c> is true. The default is 500.</summary>
    public int LiveTailUpdateLimit { get; set; } = 500;

    /// <summary>
    /// How many updates wait for a slow reader before the oldest are dropped without a word. The default is 10. Updates that hold more than
    /// ten times <see cref="LiveTailUpdateLimit"/> events together are dropped likewise.
    /// </summary>
    public int LiveTailBufferedUpdates { get; set; } = 10;

    /// <summary>How long a Live Tail session lasts before <c>SessionTimeoutException</c> ends it. The default is three hours.</summary>
    public TimeSpan LiveTailSessionTimeLimit { get; set; } = TimeSpan.FromHours(3);

    /// <summary>How many Live Tail sessions may be open at once; one more is <c>LimitExceededException</c>. The default is 15.</summary>
    public int LiveTailSessionLimit { get; set; } = 15;

    /// <summary>How Live Tail's results name their group. The default is <see cref="LiveTailGroupNaming.AccountAndName"/>.</summary>
    public LiveTailGroupNaming LiveTailGroupNaming { get; set; } = LiveTailGroupNaming.AccountAndName;

    /// <summary>
    /// What Live Tail's <c>ingestionTime</c> is ahead of FilterLogEvents' for the same event; may be negative. The default is nothing. The
    /// service does not promise that the two agree.
    /// </summary>
    public TimeSpan LiveTailIngestionTimeSkew { get; set; }

    /// <summary>The largest request's body in bytes, also after decompression. The default is 16 MiB; the answer to more is HTTP 413.</summary>
    public int RequestSizeLimitBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The memory that events may take, in bytes: their messages and some 64 bytes each. The default is 2 GiB. Beyond it the oldest events go,
    /// which <see cref="Notice"/> says once and <see cref="CloudWatchLogsEmulator.EvictedEvents"/> counts.
    /// </summary>
    public long MemoryLimitBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How many requests <see cref="CloudWatchLogsEmulator.Requests"/> keeps, the latest ones. The default is 10,000.</summary>
    public int RequestLogLimit { get; set; } = 10_000;

    /// <summary>
    /// How many bytes of bodies the kept requests hold together; older ones lose their bodies first. The default is 64 MiB, 0 keeps none.
    /// </summary>
    public long RequestLogLimitBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Whether faults can be set over HTTP at <c>/_emulator/faults</c>, without a signature: for programs in other languages. The default is
    /// off. In .NET use <see cref="CloudWatchLogsEmulator.Faults"/>.
    /// </summary>
    public bool AdminEndpoint { get; set; }

    /// <summary>Receives one line a request. The default <see langword="null"/> is quiet. May be called from several threads at once.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Receives what a user should know, such as that memory is short. The default writes to the standard error.</summary>
    public Action<string> Notice { get; set; } = static text => Console.Error.WriteLine(text);

    // Refuse values that make no sense, each by its name.
    internal void Check()
    {
        Require(Port is >= 0 and <= 65535, nameof(Port), "is a port, or 0 for a free one");
        Require(Address is not null, nameof(Address), "is an address");
        Require(
            HostNames.All(n => Uri.CheckHostName(n) != UriHostNameType.Unknown), nameof(HostNames), "has names of hosts, without scheme and port");
        Require(AccountId is { Length: 12 } && AccountId.All(char.IsAsciiDigit), nameof(AccountId), "has twelve digits");
        Require(
            LinkedAccounts.All(a => a is { Length: 12 } && a.All(char.IsAsciiDigit) && a != AccountId), nameof(LinkedAccounts), "has other accounts, of twelve digits each");
        Require(Region is { Length: > 0 } && Region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), nameof(Region), "has letters, digits and hyphens");
        Require(
            Credentials is { AccessKeyId.Length: > 0, SecretAccessKey: not null } && !Credentials.AccessKeyId.Contains('/'),
            nameof(Credentials),
            "needs an access key without '/' and a secret");
        Require(TimeProvider is not null, nameof(TimeProvider), "is a clock");
        Require(Notice is not null, nameof(Notice), "is a callback");
        Require(ClockSkewLimit >= TimeSpan.Zero || ClockSkewLimit == Timeout.InfiniteTimeSpan, nameof(ClockSkewLimit), "is not negative");
        Require(Latency >= TimeSpan.Zero && Latency <= LongestTimer, nameof(Latency), "is not negative, and no longer than a timer can wait");
        Require(VisibilityDelay >= TimeSpan.Zero, nameof(VisibilityDelay), "is not negative");
        Require(EventSizeLimitBytes > LogRecord.Overhead, nameof(EventSizeLimitBytes), "leaves room for a message beside its 26 bytes");
        Require(FilterLogEventsScanLimit > 0, nameof(FilterLogEventsScanLimit), "is positive, or no page would come further");
        Require(FilterLogEventsEmptyPages >= 0, nameof(FilterLogEventsEmptyPages), "is not negative");
        Require(IsTimer(LiveTailUpdateInterval), nameof(LiveTailUpdateInterval), "is positive, and no longer than a timer can wait");
        Require(LiveTailUpdateLimit > 0, nameof(LiveTailUpdateLimit), "is positive");
        Require(LiveTailBufferedUpdates > 0, nameof(LiveTailBufferedUpdates), "is positive");
        Require(IsTimer(LiveTailSessionTimeLimit), nameof(LiveTailSessionTimeLimit), "is positive, and no longer than a timer can wait");
        Require(LiveTailSessionLimit >= 0, nameof(LiveTailSessionLimit), "is not negative");
        Require(RequestSizeLimitBytes is > 0 and <= 1 << 30, nameof(RequestSizeLimitBytes), "is positive and at most 1 GiB");
        Require(MemoryLimitBytes > 0, nameof(MemoryLimitBytes), "is positive");
        Require(RequestLogLimit >= 0, nameof(RequestLogLimit), "is not negative");
        Require(RequestLogLimitBytes >= 0, nameof(RequestLogLimitBytes), "is not negative");
    }

    static bool IsTimer(TimeSpan time) => time > TimeSpan.Zero && time <= LongestTimer;

    static void Require(bool holds, string option, string rule)
    {
        if (!holds) throw new ArgumentException($"{option} {rule}.", option);
    }
}
