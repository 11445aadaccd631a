using System.Globalization;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

/// <summary>A point in time as people write it: an age (<c>10m</c>, <c>1h30m</c>, <c>2d</c>) or a date and time, local unless it says otherwise.</summary>
sealed partial class Moment
{
    public const string Forms = "an age such as 90s, 10m, 1h30m, 2d or 1w, or a time such as 2026-03-01T12:30 or 2026-03-01T12:30:00Z";

    static readonly string[] LocalForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];
    static readonly string[] OffsetForms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    readonly TimeSpan? _age;
    readonly DateTime _local;
    readonly DateTimeOffset? _exact;

    Moment(TimeSpan? age, DateTime local, DateTimeOffset? exact)
    {
        _age = age;
        _local = local;
        _exact = exact;
    }

    public static Moment Ago(TimeSpan age) => new(age, default, null);

    public static bool TryParse(string text, out Moment? moment)
    {
        moment = null;
        if (AgeOf(text) is { } age) moment = Ago(age);
        else if (DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) moment = new(null, local, null);
        else if (DateTimeOffset.TryParseExact(text, OffsetForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact)) moment = new(null, default, exact);
        return moment is not null;
    }

    /// <param name="now">What an age counts back from.</param>
    /// <param name="utc">Whether a time without an offset is UTC rather than local.</param>
    public DateTimeOffset Resolve(DateTimeOffset now, bool utc)
    {
        if (_age is { } age) return age < now - DateTimeOffset.UnixEpoch ? now - age : DateTimeOffset.UnixEpoch;
        if (_exact is { } exact) return exact;
        return utc ? new(_local, TimeSpan.Zero) : new(_local, TimeZoneInfo.Local.GetUtcOffset(_local));
    }

    static TimeSpan? AgeOf(string text)
    {
        var match = AgeForm().Match(text);
        if (!match.Success || text.Length == 0) return null;
        var age = TimeSpan.Zero;
        foreach (var (unit, length) in (ReadOnlySpan<(string, TimeSpan)>)
                 [("w", TimeSpan.FromDays(7)), ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1))])
        {
            // Six digits of weeks are within what a TimeSpan holds.
            if (match.Groups[unit].Success) age += length * int.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture);
        }

        return age;
    }

    [GeneratedRegex(@"^(?:(?<w>\d{1,6})w)?(?:(?<d>\d{1,6})d)?(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,6})s)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex AgeForm();
}
