using System.Reflection;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Finds misspelt arguments of sinks, which Serilog's configuration reader silently ignores.
static class SinkArguments
{
    // One type from each package whose sinks a file may name.
    static readonly Assembly[] Assemblies =
    [
        typeof(LoggerConfiguration).Assembly,
        typeof(ConsoleLoggerConfigurationExtensions).Assembly,
        typeof(FileLoggerConfigurationExtensions).Assembly,
        typeof(LoggerConfigurationAsyncExtensions).Assembly,
        typeof(CloudWatchLoggerConfigurationExtensions).Assembly,
        typeof(SeqLoggerConfigurationExtensions).Assembly,
        typeof(OpenTelemetryLoggerConfigurationExtensions).Assembly,
    ];

    static readonly ILookup<string, string[]> Parameters = Assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance))
        .Where(IsOfSinks)
        .ToLookup(method => method.Name, method => method.GetParameters().Select(parameter => parameter.Name!).ToArray(), StringComparer.OrdinalIgnoreCase);

    // Returns the error, or null if there is none.
    public static string? Misspelt(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            // Sinks that are unknown here are left to the reader, which may or may not find them.
            if (child["Name"] is { } name && Parameters.Contains(name) && MisspeltIn(name, child.GetSection("Args")) is { } misspelt) return misspelt;
            if (Misspelt(child) is { } deeper) return deeper;
        }

        return null;
    }

    static string? MisspeltIn(string name, IConfigurationSection arguments)
    {
        var known = Parameters[name].SelectMany(parameters => parameters).Distinct().ToArray();
        var unknown = arguments.GetChildren().Select(argument => argument.Key).FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase));
        return unknown is null ? null : $"'{unknown}' is not an argument of {name}.{Suggestion.For(unknown, known)}";
    }

    static bool IsOfSinks(MethodInfo method) =>
        method.ReturnType == typeof(LoggerConfiguration)
        && (method.DeclaringType == typeof(LoggerSinkConfiguration) || method.GetParameters() is [{ ParameterType: var first }, ..] && (first == typeof(LoggerSinkConfiguration) || first == typeof(LoggerAuditSinkConfiguration)));
}
