using System.Globalization;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// A point in time as users write it: an age (10m, 1h30m, 2 days ago) or a date and time, which is local unless it says otherwise.
sealed partial class Moment
{
    public const string Forms = "an age such as 90s, 10min, 1h30m, 2d or \"1 hour ago\", or a time such as 2026-03-01T12:30 or 2026-03-01T12:30:00Z";

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
        // The service counts milliseconds, and .NET accepts at most seven decimals.
        var time = TooManyDigits().Replace(text, "$1");
        if (AgeOf(text) is { } age) moment = Ago(age);
        else if (DateTime.TryParseExact(time, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) moment = new(null, local, null);
        else if (DateTimeOffset.TryParseExact(time, OffsetForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact)) moment = new(null, default, exact);
        return moment is not null;
    }

    // An age counts back from now. utc tells whether a time without an offset is UTC rather than local.
    public DateTimeOffset Resolve(DateTimeOffset now, bool utc)
    {
        if (_age is { } age) return age < now - DateTimeOffset.UnixEpoch ? now - age : DateTimeOffset.UnixEpoch;
        if (_exact is { } exact) return exact;
        return utc ? new(_local, TimeSpan.Zero) : InZone(_local, TimeZoneInfo.Local);
    }

    // A time in an hour that occurs twice means the earlier one, so that no events after it are missing.
    public static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone) =>
        new(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));

    static TimeSpan? AgeOf(string text)
    {
        var match = AgeForm().Match(text);
        if (!match.Success) return null;
        var (age, last) = (TimeSpan.Zero, TimeSpan.MaxValue);
        foreach (var (number, unit) in match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures))
        {
            var length = LengthOf(unit.ValueSpan[0]);
            if (length >= last) return null;
            last = length;
            // Six digits of weeks still fit a TimeSpan.
            age += int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) * length;
        }

        return age;
    }

    static TimeSpan LengthOf(char unit) => char.ToLowerInvariant(unit) switch
    {
        'w' => TimeSpan.FromDays(7),
        'd' => TimeSpan.FromDays(1),
        'h' => TimeSpan.FromHours(1),
        'm' => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };

    [GeneratedRegex(
        @"^\s*(?:(?<number>\d{1,6})\s*(?<unit>w(?:eeks?)?|d(?:ays?)?|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)\s*){1,5}(?:\s+ago|(?<=\s)ago)?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AgeForm();

    [GeneratedRegex(@"(\.\d{7})\d{1,2}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex TooManyDigits();
}
