namespace Serilog.Sinks.CloudWatchTail.Tool.View.Search;

// Why a search cannot be done. Field is q or f0, f1 and so on; Position is the index of the character in its text.
sealed record SearchError(string Field, string Message, int Position);
