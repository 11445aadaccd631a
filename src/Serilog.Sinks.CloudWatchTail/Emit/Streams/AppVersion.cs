using System.Reflection;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// The program's version: the informational version of its entry assembly.
static class AppVersion
{
    public static string OfThisProgram() => Of(Assembly.GetEntryAssembly());

    // Returns an empty string without an entry assembly, as in a host that is not .NET's.
    public static string Of(Assembly? assembly)
    {
        if (assembly is null) return "";
        var informational = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return string.IsNullOrEmpty(informational) ? assembly.GetName().Version?.ToString() ?? "" : WithoutBuild(informational);
    }

    // The compiler appends the commit after a plus, which would create a stream for each build.
    static string WithoutBuild(string version) => version.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus ? version[..plus] : version;
}
