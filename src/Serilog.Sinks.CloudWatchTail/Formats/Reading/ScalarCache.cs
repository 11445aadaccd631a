using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>
/// Short string values that come again and again: a source context, a machine name. Values are immutable, so events share them. Bounded like
/// <see cref="StringCache"/>.
/// </summary>
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
