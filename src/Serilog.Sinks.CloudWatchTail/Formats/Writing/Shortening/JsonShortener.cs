using System.Globalization;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

// Makes a JSON object fit a limit and stay a JSON object: first its longest strings are cut to a common length; if that is not enough, long lists and
// structures lose their last elements, and finally the object its last members. Its original length is added as "truncated". Takes linear time,
// because a huge value must not stop the sink. Not thread-safe.
sealed class JsonShortener
{
    // No string is cut shorter than this: times, levels and ids stay whole.
    const int ShortestString = 64;

    // A member shorter than this is dropped only because of the number of members, not because of its length.
    const int ShortestMember = 256;

    const int LargestKept = 4096;

    // Metric metadata has names and values of at most 1,024 characters, none longer than this in JSON.
    const int LongestMetricText = 6 * 1024;

    readonly JsonMembers _members = new();
    readonly List<int> _lengths = [];

    // Appends the object json, valid UTF-8, shortened to at most limit bytes. Returns false, without appending anything, if the text is not a JSON
    // object.
    public bool TryAppend(ReadOnlySpan<byte> json, int limit, Utf8Buffer output)
    {
        if (!_members.TryIndex(json)) return false;

        Append(json, limit, json.Length, output);
        return true;
    }

    void Append(ReadOnlySpan<byte> json, int limit, int originalLength, Utf8Buffer output)
    {
        var mark = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"{MarkNameFor(json)}\":{originalLength}"));
        var target = limit - mark.Length;
        _lengths.Clear();
        JsonStrings.CollectLengths(json, ShortestString, _lengths);
        var fits = WaterLevel.TryFind(_lengths, json.Length - target, ShortestString, out var longest);

        if ((!fits || longest < LongestMetricText) && TryFindMetadata(json, out var metadata))
        {
            AppendWithout(json, metadata, limit, originalLength, output);
            return;
        }

        using var cut = new Utf8Buffer(Math.Min(json.Length, 2 * limit));
        JsonStrings.CopyCut(json, longest, cut);
        if (fits)
        {
            output.Append(cut.WrittenSpan.TrimEnd(" \t\r\n"u8)[..^1]);
            output.Append(mark);
        }
        else
        {
            var start = output.Length;
            AppendMembers(cut.WrittenSpan, target, output);
            output.Append(output.Length == start + 1 ? mark.AsSpan(1) : mark);
        }

        output.Append((byte)'}');
        _lengths.Clear();
        if (_lengths.Capacity > LargestKept) _lengths.Capacity = 0;
    }

    // Finds metric metadata in any logger's event; any other object under that name is an ordinary member.
    bool TryFindMetadata(ReadOnlySpan<byte> json, out JsonRange metadata) =>
        _members.TryFind(json, "_aws"u8, JsonKind.Object, out metadata) && metadata.Of(json).IndexOf("\"CloudWatchMetrics\""u8) >= 0;

    // Shortening may lose a metric, or part of its name or a dimension, so that CloudWatch would count something that never existed. The event is
    // then written without metrics.
    void AppendWithout(ReadOnlySpan<byte> json, JsonRange metadata, int limit, int originalLength, Utf8Buffer output)
    {
        using var rest = new Utf8Buffer(json.Length);
        rest.Append((byte)'{');
        foreach (ref readonly var member in _members.All)
        {
            if (member.Value.Start == metadata.Start) continue;
            if (rest.Length > 1) rest.Append((byte)',');
            rest.Append(json[(member.Name.Start - 1)..JsonContainers.EndOf(member.Value)]);
        }

        rest.Append((byte)'}');
        if (_members.TryIndex(rest.WrittenSpan) && rest.Length + 32 > limit) Append(rest.WrittenSpan, limit, originalLength, output);
        else AppendMarked(rest.WrittenSpan, originalLength, output);
    }

    void AppendMarked(ReadOnlySpan<byte> json, int originalLength, Utf8Buffer output)
    {
        output.Append(json[..^1]);
        output.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"{MarkNameFor(json)}\":{originalLength}}}")));
    }

    // CloudWatch JSON reserves the name; in another object a member may already have it.
    string MarkNameFor(ReadOnlySpan<byte> json)
    {
        foreach (var member in _members.All)
        {
            if (member.Name.Of(json).SequenceEqual("truncated"u8)) return "@truncated";
        }

        return ReservedNames.Truncated;
    }

    // Appends the opening brace and as many members as fit with the closing one.
    void AppendMembers(ReadOnlySpan<byte> json, int target, Utf8Buffer output)
    {
        _members.TryIndex(json);
        _lengths.Clear();
        foreach (var member in _members.All) _lengths.Add(SizeOf(member));
        WaterLevel.TryFind(_lengths, json.Length - target, ShortestMember, out var longest);

        output.Append((byte)'{');
        var room = target - 2;
        var isFirst = true;
        foreach (var member in _members.All)
        {
            var before = output.Length;
            if (!isFirst) output.Append((byte)',');
            if (TryAppendMember(json, member, Math.Min(longest, room), output) && output.Length - before <= room)
            {
                room -= output.Length - before;
                isFirst = false;
            }
            else
            {
                output.Truncate(before);
            }
        }
    }

    static bool TryAppendMember(ReadOnlySpan<byte> json, JsonMember member, int longest, Utf8Buffer output)
    {
        var start = member.Name.Start - 1;
        if (SizeOf(member) <= longest)
        {
            output.Append(json[start..JsonContainers.EndOf(member.Value)]);
            return true;
        }

        if (member.Value.Kind is not (JsonKind.Array or JsonKind.Object) || member.Name.Length > longest) return false;
        output.Append(json[start..member.Value.Start]);
        return JsonContainers.TryAppendCut(member.Value.Of(json), longest - (member.Value.Start - start) - 1, output);
    }

    // Includes the comma before it.
    static int SizeOf(JsonMember member) => JsonContainers.EndOf(member.Value) - member.Name.Start + 2;
}
