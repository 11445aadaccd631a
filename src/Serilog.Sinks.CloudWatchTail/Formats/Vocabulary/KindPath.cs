namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

/// <summary>
/// The paths in the member <c>types</c>: names and indices with slashes between them, as in a JSON pointer (RFC 6901: <c>~0</c> is a tilde,
/// <c>~1</c> a slash), without the leading one. A name that an object has more than once is followed by <c>~x2</c> the second time; what follows
/// with <c>~key</c> is said about a dictionary's key and not about its value.
/// </summary>
static class KindPath
{
    public const char Separator = '/';

    /// <summary>Makes of the path of a dictionary's element that of its key.</summary>
    public const string Key = "~key";

    /// <summary>Stands between a name and how many members of that name there have been.</summary>
    public const string Repeated = "~x";

    /// <summary>A name as a step of a path.</summary>
    /// <param name="occurrence">1 for the first member of that name in its object.</param>
    public static string Segment(string name, int occurrence)
    {
        if (name.AsSpan().ContainsAny('~', Separator)) name = name.Replace("~", "~0").Replace("/", "~1");
        return occurrence == 1 ? name : $"{name}{Repeated}{occurrence}";
    }
}
