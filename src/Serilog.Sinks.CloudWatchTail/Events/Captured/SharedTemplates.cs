using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>
/// Tells templates that many events share, and that cost nothing more with each, from those that come with one event: text that was put together by
/// the caller. It remembers the latest thousand or so. Not thread-safe.
/// </summary>
sealed class SharedTemplates
{
    const int Slots = 1_024;

    readonly MessageTemplate?[] _seen = new MessageTemplate?[Slots];
    MessageTemplate? _last;

    /// <summary>What the template of one more event adds.</summary>
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
