using System.Diagnostics;
using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Remembers the bytes of texts that come again in event after event: templates and their literal parts, names of properties, the format's own names.
// Such a text is always the same string object, so that it is found by reference. It is remembered when it comes for the second time: a program that
// makes a template for each event only ever passes through. Not thread-safe.
sealed class FragmentCache
{
    // A text has two places, the second of which takes what comes once the first has its bytes.
    const int Pairs = 256;

    // Longer texts are not remembered, nor kept alive.
    const int LongestText = 512;

    readonly Entry[] _entries = new Entry[Pairs * 2];

    // The place of the last text that was found, and that of the text which followed it the last time: what events of one kind consist of follows
    // each other in the same order, and is found without looking for it.
    int _last, _next;

    // Appends the text. Returns the name that was written, for a fragment that is a name.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Append(Utf8Buffer output, string text, Fragment fragment)
    {
        var form = FormOf(fragment, output);
        var place = _next;
        ref var entry = ref _entries[place];
        if (!entry.Is(text, form))
        {
            place = PairOf(text, fragment);
            entry = ref _entries[place];
            if (!entry.Is(text, form)) entry = ref _entries[++place];
            if (!entry.Is(text, form)) return AppendNew(place - 1, output, text, fragment, form);
            _entries[_last].Next = place;
        }

        (_last, _next) = (place, entry.Next);
        output.AppendPadded(entry.Bytes!, entry.Length, entry.Escapes);
        return entry.Written;
    }

    // Reads a few characters only: of names that differ in none of them, two find a place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int PairOf(string text, Fragment fragment)
    {
        var hash = (uint)text.Length + ((uint)fragment << 5);
        if (text.Length > 0) hash += (uint)((text[0] * 31) + (text[text.Length / 2] * 131) + (text[^1] * 521));
        return (int)((hash * 0x9E3779B1) >> 24) * 2;
    }

    // A fragment's form with its bytes; one without them differs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int FormOf(Fragment fragment, Utf8Buffer output) => ((int)fragment << 2) | (output.IsInsideString ? 2 : 0) | 1;

    static int WithoutBytes(int form) => form & ~1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    string AppendNew(int pair, Utf8Buffer output, string text, Fragment fragment, int form)
    {
        var start = output.End;
        var written = Write(output, text, fragment);
        if (text.Length > LongestText) return written;

        ref var entry = ref _entries[pair];
        ref var second = ref _entries[pair + 1];
        if (!entry.Is(text, WithoutBytes(form)))
        {
            if (!second.Is(text, WithoutBytes(form)))
            {
                // Of two new texts, the older one keeps the second place.
                if (entry.Bytes is not null) entry = ref second;
                else if (second.Bytes is null) second = entry;
                entry = new Entry { Text = text, Form = WithoutBytes(form) };
                return written;
            }

            entry = ref second;
        }

        var bytes = JsonLiteral.Pad(output.WrittenSpan[start.Length..]);
        entry = new Entry { Text = text, Form = form, Written = written, Bytes = bytes, Length = output.Length - start.Length, Escapes = output.End.Escapes - start.Escapes };
        return written;
    }

    static string Write(Utf8Buffer output, string text, Fragment fragment)
    {
        switch (fragment)
        {
            case Fragment.ClefText:
                JsonEscaper.AppendEscaped(output, text);
                return text;
            case Fragment.Text:
                JsonEscaper.AppendEscaped(output, text, keepLoneSurrogates: true);
                return text;
            case Fragment.ClefTemplate:
                output.AppendJson("\",\"@mt\":"u8);
                JsonEscaper.AppendQuoted(output, text);
                return text;
            case Fragment.Template:
                output.AppendJson("\",\"template\":"u8);
                JsonEscaper.AppendQuoted(output, text, keepLoneSurrogates: true);
                return text;
            case Fragment.ClefName:
                output.AppendJson(text is ['@', ..] ? ",\"@"u8 : ",\""u8);
                JsonEscaper.AppendEscaped(output, text);
                output.AppendJson("\":"u8);
                return text;
            case Fragment.Name:
                return WriteName(output, text);
            case Fragment.PropertyName:
                output.Append((byte)',');
                return WriteName(output, ReservedNames.Escape(text, LevelStyle.Serilog));
            case Fragment.PropertyNameBesideSeverity:
                output.Append((byte)',');
                return WriteName(output, ReservedNames.Escape(text, LevelStyle.OpenTelemetry));
            default:
                throw new UnreachableException();
        }
    }

    static string WriteName(Utf8Buffer output, string name)
    {
        JsonEscaper.AppendQuoted(output, name, keepLoneSurrogates: true);
        output.Append((byte)':');
        return name;
    }

    struct Entry
    {
        public string Text;
        public string Written;
        public byte[]? Bytes;
        public int Length;
        public int Escapes;
        public int Form;
        public int Next;

        public readonly bool Is(string text, int form) => ReferenceEquals(Text, text) && Form == form;
    }
}
