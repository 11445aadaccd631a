using System.Runtime.CompilerServices;
using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Writing;

/// <summary>
/// Collects the member <c>types</c> while values are written. Where the writer is costs it one store for each nested value; only a value that JSON
/// cannot say has its path written down.
/// </summary>
sealed class KindRecorder
{
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
    }

    /// <summary>Says where the next value at this depth is.</summary>
    public void At(int depth, object? container, int index, string? name) => _steps[depth] = new(container, index, name);

    /// <summary>The value last announced at <paramref name="depth"/> is of a kind that JSON cannot say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Record(int depth, ValueKind kind)
    {
        if (!_enabled) return;

        if (_members.Length > 0) _members.Append((byte)',');
        _members.Append((byte)'"');
        for (var i = 0; i <= depth; i++)
        {
            if (i > 0) _members.Append((byte)KindPath.Separator);
            AppendStep(_steps[i]);
        }

        _members.Append("\":\""u8);
        _members.Append(ValueKinds.NameOf(kind));
        _members.Append((byte)'"');
    }

    void AppendStep(in Step step)
    {
        if (step.Name == null)
        {
            Utf8Scalars.Append(_members, step.Index);
            return;
        }

        JsonEscaper.AppendEscaped(_members, KindPath.Segment(step.Name, OccurrenceOf(step)), keepLoneSurrogates: true);
    }

    static int OccurrenceOf(in Step step)
    {
        var occurrence = 1;
        switch (step.Container)
        {
            case StructureValue structure:
                for (var i = 0; i < step.Index; i++)
                {
                    if (NestedNames.Escape(structure.Properties[i].Name) == step.Name) occurrence++;
                }

                break;
            case DictionaryValue dictionary:
                foreach (var key in dictionary.Elements.Keys.Take(step.Index))
                {
                    if (ScalarJson.TextOf(key.Value, JsonStyle.CloudWatch) == step.Name) occurrence++;
                }

                break;
        }

        return occurrence;
    }

    /// <param name="Container">What the value is in, null for the event itself.</param>
    /// <param name="Name">The member's name as it is written, null for an element of a sequence.</param>
    [DebuggerDisplay("{Name}[{Index}]")]
    readonly record struct Step(object? Container, int Index, string? Name);
}
