using System.Net;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>How an emulator behaves. Where the service has a documented behaviour, it is the default.</summary>
public sealed class CloudWatchLogsEmulatorOptions
{
    // The framework's limit, about 49 days.
    internal static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The port to listen on. The default 0 picks a free one, which <see cref="CloudWatchLogsEmulator.ServiceUrl"/> contains.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The address to listen on. The default is loopback: an emulator is not a server, and its credentials allow anyone to read and delete everything
    /// in it.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// Additional names that requests may have in their <c>Host</c> header, such as a container's. The default is none. <c>localhost</c>, names that
    /// end in <c>.localhost</c> and IP addresses are always accepted. Any other host is refused, because a web page can point its own host name at
    /// this machine. The same rule applies to a page's <c>Origin</c>.
    /// </summary>
    public IList<string> HostNames { get; } = [];

    /// <summary>The region of the emulator; requests signed for another one are refused. The default is <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The account in ARNs, twelve digits. The default is <c>123456789012</c>.</summary>
    public string AccountId { get; set; } = "123456789012";

    /// <summary>
    /// Source accounts linked to this account, which makes it a monitoring account: it lists, queries and tails their groups. The default is none.
    /// Name such a group by its ARN, as in <c>aws.Put("arn:aws:logs:us-east-1:111122223333:log-group:/shop/orders", "s", "m")</c>: requests cannot
    /// put events into another account's groups.
    /// </summary>
    public IList<string> LinkedAccounts { get; } = [];

    /// <summary>The only accepted credentials. The default is <see cref="EmulatorCredentials.Default"/>.</summary>
    public EmulatorCredentials Credentials { get; set; } = EmulatorCredentials.Default;

    /// <summary>
    /// How far a signature's time may be from the emulator's clock: 5 minutes by default. <see cref="Timeout.InfiniteTimeSpan"/> accepts any time,
    /// which a <see cref="TimeProvider"/> that stands still needs, because clients sign with the machine's clock.
    /// </summary>
    public TimeSpan ClockSkewLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock for everything: ingestion times, rejected ranges, retention, Live Tail, latency. The default is the machine's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Time added to every response. The default is none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>
    /// How long after its put FilterLogEvents and GetLogEvents show an event: some seconds at the service, at times over a minute. The default is at
    /// once. Does not apply to Live Tail.
    /// </summary>
    public TimeSpan VisibilityDelay { get; set; }

    /// <summary>
    /// The largest event in bytes, counted as its message in UTF-8 plus 26 bytes. The default is 1,048,576; until 2025 the service accepted 262,144.
    /// A larger event fails the whole put with <c>Log event too large: N bytes exceeds limit of M</c>.
    /// </summary>
    public int EventSizeLimitBytes { get; set; } = 1_048_576;

    /// <summary>
    /// How many events FilterLogEvents scans for one page. A page that reaches this limit is returned partly filled or empty, with a token. The
    /// default is 100,000.
    /// </summary>
    public int FilterLogEventsScanLimit { get; set; } = 100_000;

    /// <summary>
    /// How many empty pages, each with a token, FilterLogEvents returns before the first page of a query. The default is none. The service returns
    /// them unpredictably, so clients must follow their tokens.
    /// </summary>
    public int FilterLogEventsEmptyPages { get; set; }

    /// <summary>The time between two updates of a Live Tail session: one second, as at the service. Tests may shorten it.</summary>
    public TimeSpan LiveTailUpdateInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most events in one update; if more matched, the update holds that many and <c>sampled</c> is true. The default is 500.</summary>
    public int LiveTailUpdateLimit { get; set; } = 500;

    /// <summary>
    /// How many updates wait for a slow reader before the oldest are dropped silently. The default is 10. Updates are also dropped when they hold
    /// more than ten times <see cref="LiveTailUpdateLimit"/> events together.
    /// </summary>
    public int LiveTailBufferedUpdates { get; set; } = 10;

    /// <summary>How long a Live Tail session lasts before <c>SessionTimeoutException</c> ends it. The default is three hours.</summary>
    public TimeSpan LiveTailSessionTimeLimit { get; set; } = TimeSpan.FromHours(3);

    /// <summary>How many Live Tail sessions may be open at once; another one fails with <c>LimitExceededException</c>. The default is 15.</summary>
    public int LiveTailSessionLimit { get; set; } = 15;

    /// <summary>How Live Tail results name their group. The default is <see cref="LiveTailGroupNaming.AccountAndName"/>.</summary>
    public LiveTailGroupNaming LiveTailGroupNaming { get; set; } = LiveTailGroupNaming.AccountAndName;

    /// <summary>
    /// How far Live Tail's <c>ingestionTime</c> is ahead of FilterLogEvents' for the same event; may be negative. The default is zero. The service
    /// does not promise that the two agree.
    /// </summary>
    public TimeSpan LiveTailIngestionTimeSkew { get; set; }

    /// <summary>The largest request body in bytes, also after decompression. The default is 16 MiB; larger ones are answered with HTTP 413.</summary>
    public int RequestSizeLimitBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The memory for events in bytes: their messages plus about 64 bytes each. The default is 2 GiB. Beyond it the oldest events are evicted, which
    /// <see cref="Notice"/> reports once and <see cref="CloudWatchLogsEmulator.EvictedEvents"/> counts.
    /// </summary>
    public long MemoryLimitBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How many of the latest requests <see cref="CloudWatchLogsEmulator.Requests"/> keeps. The default is 10,000.</summary>
    public int RequestLogLimit { get; set; } = 10_000;

    /// <summary>
    /// How many bytes of bodies the kept requests hold together; older requests lose their bodies first. The default is 64 MiB; 0 keeps none.
    /// </summary>
    public long RequestLogLimitBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Whether faults can be set over HTTP at <c>/_emulator/faults</c>, without a signature, for programs in other languages. The default is off. In
    /// .NET use <see cref="CloudWatchLogsEmulator.Faults"/>.
    /// </summary>
    public bool AdminEndpoint { get; set; }

    /// <summary>Receives one line per request. The default <see langword="null"/> logs nothing. May be called by several threads at once.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Receives messages for the user, for example that memory is short. The default writes to the standard error.</summary>
    public Action<string> Notice { get; set; } = static text => Console.Error.WriteLine(text);

    // Rejects invalid values and names the option.
    internal void Check()
    {
        Require(Port is >= 0 and <= 65535, nameof(Port), "must be a port, or 0 for a free one");
        Require(Address is not null, nameof(Address), "must be an address");
        Require(
            HostNames.All(n => Uri.CheckHostName(n) != UriHostNameType.Unknown), nameof(HostNames), "must contain host names, without scheme and port");
        Require(AccountId is { Length: 12 } && AccountId.All(char.IsAsciiDigit), nameof(AccountId), "must have twelve digits");
        Require(
            LinkedAccounts.All(a => a is { Length: 12 } && a.All(char.IsAsciiDigit) && a != AccountId), nameof(LinkedAccounts), "must contain other accounts, of twelve digits each");
        Require(Region is { Length: > 0 } && Region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), nameof(Region), "must consist of letters, digits and hyphens");
        Require(
            Credentials is { AccessKeyId.Length: > 0, SecretAccessKey: not null } && !Credentials.AccessKeyId.Contains('/'),
            nameof(Credentials),
            "must have an access key without '/' and a secret");
        Require(TimeProvider is not null, nameof(TimeProvider), "must not be null");
        Require(Notice is not null, nameof(Notice), "must not be null");
        Require(ClockSkewLimit >= TimeSpan.Zero || ClockSkewLimit == Timeout.InfiniteTimeSpan, nameof(ClockSkewLimit), "must not be negative");
        Require(Latency >= TimeSpan.Zero && Latency <= LongestTimer, nameof(Latency), "must not be negative, nor longer than a timer can wait");
        Require(VisibilityDelay >= TimeSpan.Zero, nameof(VisibilityDelay), "must not be negative");
        Require(EventSizeLimitBytes > LogRecord.Overhead, nameof(EventSizeLimitBytes), "must be more than the 26 bytes that each event adds");
        Require(FilterLogEventsScanLimit > 0, nameof(FilterLogEventsScanLimit), "must be positive, or no page would make progress");
        Require(FilterLogEventsEmptyPages >= 0, nameof(FilterLogEventsEmptyPages), "must not be negative");
        Require(IsTimer(LiveTailUpdateInterval), nameof(LiveTailUpdateInterval), "must be positive, and no longer than a timer can wait");
        Require(LiveTailUpdateLimit > 0, nameof(LiveTailUpdateLimit), "must be positive");
        Require(LiveTailBufferedUpdates > 0, nameof(LiveTailBufferedUpdates), "must be positive");
        Require(IsTimer(LiveTailSessionTimeLimit), nameof(LiveTailSessionTimeLimit), "must be positive, and no longer than a timer can wait");
        Require(LiveTailSessionLimit >= 0, nameof(LiveTailSessionLimit), "must not be negative");
        Require(RequestSizeLimitBytes is > 0 and <= 1 << 30, nameof(RequestSizeLimitBytes), "must be positive and at most 1 GiB");
        Require(MemoryLimitBytes > 0, nameof(MemoryLimitBytes), "must be positive");
        Require(RequestLogLimit >= 0, nameof(RequestLogLimit), "must not be negative");
        Require(RequestLogLimitBytes >= 0, nameof(RequestLogLimitBytes), "must not be negative");
    }

    static bool IsTimer(TimeSpan time) => time > TimeSpan.Zero && time <= LongestTimer;

    static void Require(bool holds, string option, string rule)
    {
        if (!holds) throw new ArgumentException($"{option} {rule}.", option);
    }
}
