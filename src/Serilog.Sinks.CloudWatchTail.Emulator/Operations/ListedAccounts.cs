using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The accounts whose groups a request lists: this one, this one and all linked ones, or the named ones.
readonly struct ListedAccounts(bool includeLinked, IReadOnlyList<string> named)
{
    // The service's limit on the accounts that a request names.
    const int AccountLimit = 20;

    public bool IncludeLinked { get; } = includeLinked;

    // Reads both members; callers check the input's error first.
    public static ListedAccounts Read(RequestInput input)
    {
        var named = input.Strings("accountIdentifiers", Shapes.AccountId, 0, AccountLimit) ?? [];
        return new(input.Bool("includeLinkedAccounts") ?? false, named);
    }

    // Named accounts count only together with the linked ones.
    public bool Include(LogGroup group, ResourceNames names)
    {
        if (!IncludeLinked) return !names.IsLinked(group.Name);
        return named.Count == 0 || named.Contains(names.AccountOf(group.Name));
    }

    // Part of the digest of a page token.
    public override string ToString() => IncludeLinked ? "linked " + string.Join(' ', named) : "";
}
