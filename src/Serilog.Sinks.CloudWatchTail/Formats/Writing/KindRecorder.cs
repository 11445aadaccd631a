using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>
/// Collects the member <c>types</c> while values are written. Where the writer is costs it one store for each nested value; only a value that JSON
/// cannot say has its path written down.
/// </summary>
sealed class KindRecorder
{
    const int LargestKept = 256 * 1024;

    readonly Step[] _steps = new Step[RenderingNote.MaximumDepth + 2];
    readonly Utf8Buffer _members = new(256);
    bool _enabled;

    /// <summary>What goes between the braces of <c>types</c>.</summary>
    public ReadOnlySpan<byte> Members => _members.WrittenSpan;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(bool enabled)
    {
        _enabled = enabled;
        _members.Clear();
        if (_members.Capacity > LargestKept) _members.Release();
    }

    /// <summary>The values at this depth are a structure's, or nothing's that has names twice.</summary>
    public void Enter(int depth, StructureValue? structure) => _steps[depth] = new() { Structure = structure };

    /// <summary>Says where the next value at this depth is.</summary>
    /// <param name="name">The member's name as it is written, null for an element of a sequence.</param>
    /// <param name="occurrence">1 for the first member of that name; a structure's are counted here, when need be.</param>
    public void At(int depth, int index, string? name, int occurrence = 1)
    {
        ref var step = ref _steps[depth];
        step.Index = index;
        step.Name = name;
        step.Occurrence = occurrence;
    }

    /// <summary>The value last announced at <paramref name="depth"/> is of a kind that JSON cannot say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Record(int depth, ValueKind kind) => Record(depth, kind, default);

    /// <summary>Likewise for the key of a dictionary's element.</summary>
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

    /// <summary>A structure that was made by hand may have a name twice. All are counted together, so that ten thousand take no longer than they should.</summary>
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
