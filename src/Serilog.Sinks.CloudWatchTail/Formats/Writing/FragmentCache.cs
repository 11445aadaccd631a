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

    // Appends the text. Returns the name that was written, for a fragment that is a name.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Append(Utf8Buffer output, string text, Fragment fragment)
    {
        var form = new Form(fragment, output.IsInsideString);
        var pair = PairOf(text, fragment);
        ref var entry = ref _entries[pair];
        if (!ReferenceEquals(entry.Text, text) || entry.Form != form) entry = ref _entries[pair + 1];
        if (!ReferenceEquals(entry.Text, text) || entry.Form != form || entry.Bytes is null) return AppendNew(pair, output, text, form);

        output.AppendPadded(entry.Bytes, entry.Length, entry.Escapes);
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    string AppendNew(int pair, Utf8Buffer output, string text, Form form)
    {
        var start = output.End;
        var written = Write(output, text, form.Fragment);
        if (text.Length > LongestText) return written;

        ref var entry = ref _entries[pair];
        if (!entry.Is(text, form) && entry.Bytes is not null) entry = ref _entries[pair + 1];
        if (!entry.Is(text, form))
        {
            entry = new Entry { Text = text, Form = form };
            return written;
        }

        var bytes = output.WrittenSpan[start.Length..];
        (entry.Written, entry.Length, entry.Escapes) = (written, bytes.Length, output.End.Escapes - start.Escapes);
        entry.Bytes = JsonLiteral.Pad(bytes);
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

    readonly record struct Form(Fragment Fragment, bool IsInsideString);

    struct Entry
    {
        public string Text;
        public string Written;
        public byte[]? Bytes;
        public int Length;
        public int Escapes;
        public Form Form;

        public readonly bool Is(string text, Form form) => ReferenceEquals(Text, text) && Form == form;
    }
}
