using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// The constraints on one kind of text, as in the service's public model. Min and Max count characters. Pattern is a regular expression for the whole
// text, as errors quote it. Values is the closed set of values, if there is one.
sealed record StringShape(int Min = 0, int Max = int.MaxValue, string? Pattern = null, params string[] Values)
{
    // In the service \w matches ASCII only.
    readonly Regex? _regex = Pattern is null ? null : new($@"\A(?:{Pattern.Replace(@"\w", "a-zA-Z0-9_")})\z", RegexOptions.CultureInvariant);

    // Returns the constraints that the value fails.
    public IEnumerable<string> Violations(string value)
    {
        if (value.Length > Max) yield return Constraint.LengthAtMost(Max);
        if (value.Length < Min) yield return Constraint.LengthAtLeast(Min);
        if (_regex is { } regex && !regex.IsMatch(value)) yield return Constraint.Pattern(Pattern!);
        if (Values.Length > 0 && !Values.Contains(value)) yield return $"Member must satisfy enum value set: [{string.Join(", ", Values)}]";
    }

    // Lists all constraints, as errors do for the members of a list or a map.
    public override string ToString()
    {
        var constraints = new List<string>();
        if (Max < int.MaxValue) constraints.Add(Constraint.LengthAtMost(Max));
        if (Min > 0) constraints.Add(Constraint.LengthAtLeast(Min));
        if (Pattern is not null) constraints.Add(Constraint.Pattern(Pattern));
        return string.Join(", ", constraints);
    }
}
