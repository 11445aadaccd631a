using System.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

/// <param name="Texts">What stands below the options.</param>
/// <param name="Options">The options in sections; null for the ordinary help.</param>
sealed record HelpSections((string Title, string Text)[] Texts, IReadOnlyList<(string Title, IReadOnlyList<Option> Options)>? Options = null);
