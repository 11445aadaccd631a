using System.Reflection;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>The version of the program, as it calls itself: the informational version of its entry assembly.</summary>
static class AppVersion
{
    public static string OfThisProgram() => Of(Assembly.GetEntryAssembly());

    /// <summary>Empty if there is no assembly to ask, as in a host that is not .NET's.</summary>
    public static string Of(Assembly? assembly)
    {
        if (assembly is null) return "";
        var informational = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return string.IsNullOrEmpty(informational) ? assembly.GetName().Version?.ToString() ?? "" : WithoutBuild(informational);
    }

    // What the compiler adds behind the plus is the commit: it would make a stream of each build.
    static string WithoutBuild(string version) => version.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus ? version[..plus] : version;
}
