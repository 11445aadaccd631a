using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events;

// Returns a template's tokens as the array that they almost always are, so that enumerating them allocates nothing.
static class TemplateTokens
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MessageTemplateToken[] Of(MessageTemplate template) => template.Tokens as MessageTemplateToken[] ?? Copy(template);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static MessageTemplateToken[] Copy(MessageTemplate template) => template.Tokens.ToArray();
}
