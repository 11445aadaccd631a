using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

/// <summary>The constraints on one kind of text, as the service's public model states them.</summary>
/// <param name="Min">The least number of characters.</param>
/// <param name="Max">The greatest number of characters.</param>
/// <param name="Pattern">A regular expression that the whole text matches, in the words that the error quotes.</param>
/// <param name="Values">The closed set of values, if it is one.</param>
sealed record StringShape(int Min = 0, int Max = int.MaxValue, string? Pattern = null, params string[] Values)
{
    /// <summary>The service's <c>\w</c> knows ASCII alone.</summary>
    readonly Regex? _regex = Pattern is null ? null : new($@"\A(?:{Pattern.Replace(@"\w", "a-zA-Z0-9_")})\z", RegexOptions.CultureInvariant);

    /// <summary>The constraints that <paramref name="value"/> fails.</summary>
    public IEnumerable<string> Violations(string value)
    {
        if (value.Length > Max) yield return Constraint.LengthAtMost(Max);
        if (value.Length < Min) yield return Constraint.LengthAtLeast(Min);
        if (_regex is { } regex && !regex.IsMatch(value)) yield return Constraint.Pattern(Pattern!);
        if (Values.Length > 0 && !Values.Contains(value)) yield return $"Member must satisfy enum value set: [{string.Join(", ", Values)}]";
    }

    /// <summary>All constraints, as the error lists them for the members of a list or a map.</summary>
    public override string ToString()
    {
        var constraints = new List<string>();
        if (Max < int.MaxValue) constraints.Add(Constraint.LengthAtMost(Max));
        if (Min > 0) constraints.Add(Constraint.LengthAtLeast(Min));
        if (Pattern is not null) constraints.Add(Constraint.Pattern(Pattern));
        return string.Join(", ", constraints);
    }
}
