namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

// The paths in the member "types": names and indices separated by slashes, as in a JSON pointer (RFC 6901: ~0 is a tilde, ~1 a slash) without the
// leading one. The second occurrence of a name in an object is followed by ~x2. A path followed by ~key describes a dictionary's key rather than its
// value.
static class KindPath
{
    public const char Separator = '/';

    // Turns the path of a dictionary's element into that of its key.
    public const string Key = "~key";

    // Separates a name from the number of its occurrence.
    public const string Repeated = "~x";

    // Returns a name as a step of a path. occurrence is 1 for the first member of that name in its object.
    public static string Segment(string name, int occurrence)
    {
        if (name.AsSpan().ContainsAny('~', Separator)) name = name.Replace("~", "~0").Replace("/", "~1");
        return occurrence == 1 ? name : $"{name}{Repeated}{occurrence}";
    }
}
