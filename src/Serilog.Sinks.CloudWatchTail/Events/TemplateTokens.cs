using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events;

/// <summary>A template's tokens as the array that they nearly always are, so that going through them allocates nothing.</summary>
static class TemplateTokens
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static MessageTemplateToken[] Of(MessageTemplate template) => template.Tokens as MessageTemplateToken[] ?? template.Tokens.ToArray();
}
