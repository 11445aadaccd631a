using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Builds the member "types" while values are written. Tracking the position costs one store per nested value; only a value that JSON cannot express
// has its path written.
sealed class KindRecorder
{
    const int LargestKept = 256 * 1024;

    readonly Step[] _steps = new Step[RenderingNote.MaximumDepth + 2];
    readonly Utf8Buffer _members = new(256);
    bool _enabled;

    // The content between the braces of "types".
    public ReadOnlySpan<byte> Members => _members.WrittenSpan;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(bool enabled)
    {
        _enabled = enabled;
        _members.Clear();
        if (_members.Capacity > LargestKept) _members.Release();
    }

    // Announces that the values at this depth belong to a structure, or to something whose names are unique.
    public void Enter(int depth, StructureValue? structure) => _steps[depth] = new() { Structure = structure };

    // Announces the position of the next value at this depth. name is the member's name as written, null for an element of a sequence. occurrence is
    // 1 for the first member of that name; for a structure it is counted here when necessary.
    public void At(int depth, int index, string? name, int occurrence = 1)
    {
        ref var step = ref _steps[depth];
        step.Index = index;
        step.Name = name;
        step.Occurrence = occurrence;
    }

    // Records that the last value announced at this depth is of a kind that JSON cannot express.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Record(int depth, ValueKind kind) => Record(depth, kind, default);

    // The same for the key of a dictionary's element.
    public void RecordKey(int depth, ValueKind kind) => Record(depth, kind, KindPath.Key);

    void Record(int depth, ValueKind kind, ReadOnlySpan<char> suffix)
    {
        if (!_enabled || _members.Length > RenderingNote.MaximumLength) return;

        if (_members.Length > 0) _members.Append((byte)',');
        _members.Append((byte)'"');
        for (var i = 0; i <= depth; i++)
        {
            if (i > 0) _members.Append((byte)KindPath.Separator);
            AppendStep(ref _steps[i]);
        }

        JsonEscaper.AppendEscaped(_members, suffix);
        _members.Append("\":\""u8);
        _members.Append(ValueKinds.NameOf(kind));
        _members.Append((byte)'"');
    }

    void AppendStep(ref Step step)
    {
        if (step.Name is not { } name)
        {
            Utf8Scalars.Append(_members, step.Index);
            return;
        }

        var occurrence = step.Structure == null ? step.Occurrence : OccurrenceIn(step.Structure, ref step);
        JsonEscaper.AppendEscaped(_members, KindPath.Segment(name, occurrence), keepLoneSurrogates: true);
    }

    // A hand-made structure may repeat a name. All occurrences are counted together, so that ten thousand do not take quadratic time.
    static int OccurrenceIn(StructureValue structure, ref Step step)
    {
        const int few = 16;
        var properties = structure.Properties;
        if (properties.Count <= few)
        {
            var occurrence = 1;
            for (var i = 0; i < step.Index; i++)
            {
                if (NestedNames.Escape(properties[i].Name) == step.Name) occurrence++;
            }

            return occurrence;
        }

        step.Occurrences ??= CountAll(properties);
        return step.Occurrences[step.Index];
    }

    static int[] CountAll(IReadOnlyList<LogEventProperty> properties)
    {
        var counts = new Dictionary<string, int>(properties.Count);
        var occurrences = new int[properties.Count];
        for (var i = 0; i < occurrences.Length; i++)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, properties[i].Name, out _);
            occurrences[i] = ++count;
        }

        return occurrences;
    }

    struct Step
    {
        public StructureValue? Structure;
        public int[]? Occurrences;
        public int Index;
        public string? Name;
        public int Occurrence;
    }
}
