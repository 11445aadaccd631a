using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>
/// Strings that messages say again and again, property names above all. Direct-mapped and therefore bounded whatever the messages say: at most
/// <see cref="Slots"/> strings of at most <see cref="LongestText"/> characters. ASCII only, since only that is compared without decoding.
/// </summary>
sealed class StringCache
{
    public const int Slots = 1024;
    public const int LongestText = 64;

    readonly string?[] _strings = new string?[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestText) return Encoding.UTF8.GetString(utf8);

        ref var slot = ref _strings[Utf8Hash.Slot(utf8, Slots)];
        if (slot != null && Ascii.Equals(utf8, slot)) return slot;

        var made = Encoding.UTF8.GetString(utf8);
        slot = made;
        return made;
    }
}
