using System.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Texts follow the options. Options are grouped into sections; null for the ordinary help.
sealed record HelpSections((string Title, string Text)[] Texts, IReadOnlyList<(string Title, IReadOnlyList<Option> Options)>? Options = null);
