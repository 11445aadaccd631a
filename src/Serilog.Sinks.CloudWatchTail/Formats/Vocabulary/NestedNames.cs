namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

// Names inside structures in CloudWatch JSON. The type tag is the last member "$type", so a property with that name after any number of leading
// underscores is written with one more.
static class NestedNames
{
    public const string TypeTag = "$type";

    public static string Escape(string name) => IsTypeTagLike(name) ? "_" + name : name;

    public static string Unescape(string name) => name.Length > TypeTag.Length && IsTypeTagLike(name) ? name[1..] : name;

    static bool IsTypeTagLike(string name) => name.EndsWith(TypeTag, StringComparison.Ordinal) && !name.AsSpan(0, name.Length - TypeTag.Length).ContainsAnyExcept('_');
}
