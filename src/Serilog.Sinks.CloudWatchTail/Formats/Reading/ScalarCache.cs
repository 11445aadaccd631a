using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Caches short string values that repeat, such as a source context or a machine name. Values are immutable, so events can share them. Bounded like
// StringCache.
sealed class ScalarCache
{
    public const int Slots = 1024;
    public const int LongestText = 48;

    readonly ScalarValue?[] _values = new ScalarValue?[Slots];

    public ScalarValue Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestText) return new(Encoding.UTF8.GetString(utf8));

        ref var slot = ref _values[Utf8Hash.Slot(utf8, Slots)];
        if (slot != null && Ascii.Equals(utf8, (string)slot.Value!)) return slot;

        var made = new ScalarValue(Encoding.UTF8.GetString(utf8));
        slot = made;
        return made;
    }
}
