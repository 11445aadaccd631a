using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// The constraints on one kind of text, as the service's public model states them.
// Min: The least number of characters.
// Max: The greatest number of characters.
// Pattern: A regular expression that the whole text matches, in the words that the error quotes.
// Values: The closed set of values, if it is one.
sealed record StringShape(int Min = 0, int Max = int.MaxValue, string? Pattern = null, params string[] Values)
{
    // The service's \w knows ASCII alone.
    readonly Regex? _regex = Pattern is null ? null : new($@"\A(?:{Pattern.Replace(@"\w", "a-zA-Z0-9_")})\z", RegexOptions.CultureInvariant);

    // The constraints that value fails.
    public IEnumerable<string> Violations(string value)
    {
        if (value.Length > Max) yield return Constraint.LengthAtMost(Max);
        if (value.Length < Min) yield return Constraint.LengthAtLeast(Min);
        if (_regex is { } regex && !regex.IsMatch(value)) yield return Constraint.Pattern(Pattern!);
        if (Values.Length > 0 && !Values.Contains(value)) yield return $"Member must satisfy enum value set: [{string.Join(", ", Values)}]";
    }

    // All constraints, as the error lists them for the members of a list or a map.
    public override string ToString()
    {
        var constraints = new List<string>();
        if (Max < int.MaxValue) constraints.Add(Constraint.LengthAtMost(Max));
        if (Min > 0) constraints.Add(Constraint.LengthAtLeast(Min));
        if (Pattern is not null) constraints.Add(Constraint.Pattern(Pattern));
        return string.Join(", ", constraints);
    }
}
