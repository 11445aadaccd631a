namespace Serilog.Sinks.CloudWatchTail.Tool.Expressions;

// Why a text is not an expression. Position is the index of the character in the text; the text's length if it ends too early.
readonly record struct ExpressionError(string Message, int Position);
