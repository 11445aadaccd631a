using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Caches parsed templates by their bytes in messages, and on each the mark of its last origin: the events of an update share few templates and fewer
// origins. Bounded to Slots templates of at most LongestText bytes.
sealed class TemplateCache
{
    public const int Slots = 512;
    public const int LongestText = 2048;

    readonly Entry?[] _entries = new Entry?[Slots];
    readonly MessageTemplateParser _parser = new();
    Entry? _last;

    // Gives the event its template.
    public void Set(EventDraft draft, ReadOnlySpan<byte> inside, bool escaped, EventOrigin? origin)
    {
        if (inside.Length > LongestText)
        {
            var template = Parse(inside, escaped);
            draft.SetTemplate(Mark(template, origin), HoleFormats.Of(template));
            return;
        }

        var entry = Find(inside, escaped);
        if (origin != null && !ReferenceEquals(entry.Marked?.Origin, origin)) entry.Marked = new(entry.Template, origin);
        draft.SetTemplate(origin == null ? entry.Template : entry.Marked!, entry.Formats);
    }

    // Returns the template's parts as they appear in a rendered message.
    public TemplateShape ShapeOf(ReadOnlySpan<byte> inside, bool escaped)
    {
        if (inside.Length > LongestText) return new(Parse(inside, escaped), inside);
        var entry = Find(inside, escaped);
        return entry.Shape ??= new(entry.Template, inside);
    }

    Entry Find(ReadOnlySpan<byte> inside, bool escaped)
    {
        // Each message asks for its template twice.
        if (_last is { } last && inside.SequenceEqual(last.Inside)) return last;
        ref var slot = ref _entries[Utf8Hash.Slot(inside, Slots)];
        if (slot == null || !inside.SequenceEqual(slot.Inside)) slot = new(inside.ToArray(), Parse(inside, escaped));
        return _last = slot;
    }

    public static MessageTemplate Mark(MessageTemplate template, EventOrigin? origin) =>
        origin == null ? template : new TailedMessageTemplate(template, origin);

    // Applied here, so that no sink after the reader renders the widths that a message demands.
    MessageTemplate Parse(ReadOnlySpan<byte> inside, bool escaped) => HoleLimit.Bound(_parser.Parse(JsonText.Read(inside, escaped)));

    sealed class Entry(byte[] inside, MessageTemplate template)
    {
        public byte[] Inside { get; } = inside;
        public MessageTemplate Template { get; } = template;
        public HoleFormats? Formats { get; } = HoleFormats.Of(template);
        public TailedMessageTemplate? Marked { get; set; }
        public TemplateShape? Shape { get; set; }
    }
}
