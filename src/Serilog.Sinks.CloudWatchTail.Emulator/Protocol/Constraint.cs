namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// The service's wording for failed constraints.
static class Constraint
{
    public const string NotNull = "Member must not be null";

    public static string LengthAtMost(long limit) => $"Member must have length less than or equal to {limit}";

    public static string LengthAtLeast(long limit) => $"Member must have length greater than or equal to {limit}";

    public static string ValueAtMost(long limit) => $"Member must have value less than or equal to {limit}";

    public static string ValueAtLeast(long limit) => $"Member must have value greater than or equal to {limit}";

    public static string Pattern(string pattern) => $"Member must satisfy regular expression pattern: {pattern}";
}
