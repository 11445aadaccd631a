using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events;

// Marks a replayed event. The mark is on the template because that is the one part of a LogEvent that every copy and every queue keeps, that no sink
// prints, and that no message can forge: data becomes properties and text, never a CLR type.
sealed class TailedMessageTemplate : MessageTemplate
{
    public TailedMessageTemplate(MessageTemplate template, EventOrigin origin)
        : base(template.Text, template.Tokens)
    {
        Origin = origin;
    }

    public EventOrigin Origin { get; }

    public static EventOrigin? OriginOf(LogEvent logEvent) => (logEvent.MessageTemplate as TailedMessageTemplate)?.Origin;
}
