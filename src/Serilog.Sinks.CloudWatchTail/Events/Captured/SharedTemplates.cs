using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Distinguishes templates that many events share, which cost nothing more with each event, from those of a single event, whose text the caller
// composed. Remembers about the last thousand templates. Not thread-safe.
sealed class SharedTemplates
{
    const int Slots = 1_024;

    readonly MessageTemplate?[] _seen = new MessageTemplate?[Slots];
    MessageTemplate? _last;

    // Returns what the template of one more event adds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BytesOf(MessageTemplate template) => ReferenceEquals(template, _last) ? 0 : LookUp(template);

    int LookUp(MessageTemplate template)
    {
        if (!CapturedSize.MayBeShared(template)) return CapturedSize.OfTemplate(template);
        _last = template;
        ref var slot = ref _seen[RuntimeHelpers.GetHashCode(template) & (Slots - 1)];
        if (ReferenceEquals(slot, template)) return 0;
        slot = template;
        return CapturedSize.OfTemplate(template);
    }
}
