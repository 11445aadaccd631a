namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// "Did you mean": finds the most similar of the known names.
static class Suggestion
{
    // Returns a sentence to append to an error; empty if no name is similar.
    public static string For(string text, IEnumerable<string> names) =>
        Nearest(text, names) is { } nearest ? $" Did you mean {nearest}?" : "";

    public static string? Nearest(string text, IEnumerable<string> names)
    {
        var limit = Math.Max(1, text.TrimStart('-').Length / 3);
        return names.Select(name => (Name: name, Distance: Distance(text, name)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    // The number of letters to insert, remove, replace or swap with a neighbour; case is ignored.
    public static int Distance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) distances[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) distances[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        for (var j = 1; j <= right.Length; j++)
        {
            var changed = Same(left[i - 1], right[j - 1]) ? 0 : 1;
            var distance = Math.Min(Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1, distances[i - 1, j - 1] + changed);
            if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1])) distance = Math.Min(distance, distances[i - 2, j - 2] + 1);
            distances[i, j] = distance;
        }

        return distances[left.Length, right.Length];
    }

    static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
