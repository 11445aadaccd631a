using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Lines that language interpreters write themselves: Node.js' "(node:8) … DeprecationWarning: …", Python's "/app/a.py:7: UserWarning: …", the JVM's
// "OpenJDK 64-Bit Server VM warning: …", and an error that ends a Ruby program, "/app/a.rb:3:in 'f': … (NoMethodError)".
static class InterpreterLines
{
    const string Warning = "Warning: ";

    public static bool TryFind(ReadOnlySpan<char> line, out LogEventLevel level)
    {
        level = LogEventLevel.Warning;
        if (line.StartsWith("(node:") && line.IndexOf(Warning) is > 0 and < 60) return true;
        if ((line.StartsWith("OpenJDK ") || line.StartsWith("Java HotSpot")) && line.IndexOf(" VM warning: ") is > 0 and < 48) return true;
        if (line.IndexOf(Warning) is > 0 and var word && IsPythonWarning(line[..word])) return true;

        level = LogEventLevel.Error;
        return IsRubyError(line);
    }

    // A type's name, alone or after a place in a file.
    static bool IsPythonWarning(ReadOnlySpan<char> before)
    {
        var space = before.LastIndexOf(' ');
        var type = before[(space + 1)..];
        if (type.IsEmpty || type.ContainsAny("(/:'\"")) return false;
        return space < 0 || (space > 1 && before[space - 1] == ':' && char.IsAsciiDigit(before[space - 2]));
    }

    static bool IsRubyError(ReadOnlySpan<char> line)
    {
        var place = line.IndexOf(".rb:");
        if (place < 0 || line[..place].Contains(' ')) return false;
        var rest = line[(place + ".rb:".Length)..].TrimStart("0123456789");
        if (!rest.StartsWith(":in '") && !rest.StartsWith(":in `")) return false;
        rest = rest[":in '".Length..];
        var end = rest.IndexOf("': ");
        return end > 0 && !rest[(end + 3)..].StartsWith("warning: ");
    }
}
