using System.Runtime.InteropServices;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The candidates for each role, best name first, and the members already taken. Reused for the next message.
sealed class RoleCandidates
{
    // Ranks members of a container after all others.
    const int NestedRank = 100;

    // A message has few candidates. Further ones are ignored, because every role searches them.
    const int MostCandidates = 16;

    readonly StringCache _names = new();
    readonly JsonMembers _nested = new();
    readonly List<Candidate>[] _byRole = [.. Enum.GetValues<MemberRole>().Select(_ => new List<Candidate>())];
    bool[] _isTaken = new bool[64];

    public ReadOnlySpan<Candidate> Of(MemberRole role) => CollectionsMarshal.AsSpan(_byRole[(int)role]);

    public void Find(ReadOnlySpan<byte> message, JsonMembers members)
    {
        foreach (var list in _byRole) list.Clear();
        var count = members.All.Length;
        if (_isTaken.Length < count || _isTaken.Length > 4096) _isTaken = new bool[Math.Max(64, count)];
        else Array.Clear(_isTaken, 0, count);

        for (var i = 0; i < count; i++)
        {
            ref readonly var member = ref members.All[i];
            if (member.Value.Kind == JsonKind.Null || !MemberNames.TryFind(_names, member.Name.Of(message), out var meaning)) continue;
            if (meaning.IsContainer && member.Value.Kind == JsonKind.Object) FindIn(message, i, member.Value, meaning.Name);
            if (meaning.Role != MemberRole.Container) Add(meaning.Role, new(meaning.Name, i, member.Value, meaning.Rank, IsNested: false));
        }
    }

    // Marks the member as used elsewhere, so that it becomes no property. A part of a container is not removed from it.
    public void Take(in Candidate candidate)
    {
        if (!candidate.IsNested) _isTaken[candidate.Member] = true;
    }

    public void Take(int member) => _isTaken[member] = true;

    public bool IsTaken(int member) => _isTaken[member];

    void FindIn(ReadOnlySpan<byte> message, int member, JsonRange container, string name)
    {
        var json = container.Of(message);
        if (!_nested.TryIndex(json)) return;
        foreach (ref readonly var inner in _nested.All)
        {
            if (inner.Value.Kind == JsonKind.Null || !MemberNames.TryFind(_names, inner.Name.Of(json), out var meaning) || !MayHold(name, meaning.Role)) continue;

            // A record serialized by loguru has exact values; the text beside it is what a terminal would show.
            var rank = meaning.Rank + (name == "record" ? -NestedRank : NestedRank);
            Add(meaning.Role, new(meaning.Name, member, inner.Value with { Start = container.Start + inner.Value.Start }, rank, IsNested: true));
        }
    }

    static bool MayHold(string container, MemberRole role) => container switch
    {
        "record" => true,
        "fields" => role is not (MemberRole.Time or MemberRole.Container),
        "log" => role is MemberRole.Level,
        "meta" => role is MemberRole.Time or MemberRole.Level or MemberRole.TraceId or MemberRole.SpanId,
        "aws" => role is MemberRole.Time,
        "context" => role is MemberRole.Exception or MemberRole.TraceId or MemberRole.SpanId,
        _ => role is MemberRole.ErrorType or MemberRole.ErrorMessage or MemberRole.StackTrace or MemberRole.TraceId or MemberRole.SpanId or MemberRole.Exception
    };

    void Add(MemberRole role, in Candidate candidate)
    {
        var list = _byRole[(int)role];
        if (list.Count == MostCandidates) return;
        var at = list.Count;
        while (at > 0 && list[at - 1].Rank > candidate.Rank) at--;
        list.Insert(at, candidate);
    }
}
