using System.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Texts: What stands below the options.
// Options: The options in sections; null for the ordinary help.
sealed record HelpSections((string Title, string Text)[] Texts, IReadOnlyList<(string Title, IReadOnlyList<Option> Options)>? Options = null);
