using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// Whose groups a request lists: this account's, or those of the linked accounts too, or those of the accounts that it names.
readonly struct ListedAccounts(bool includeLinked, IReadOnlyList<string> named)
{
    // The service's limit on the accounts that a request names.
    const int AccountLimit = 20;

    public bool IncludeLinked { get; } = includeLinked;

    // Read both members; look at the input's error before anything else.
    public static ListedAccounts Read(RequestInput input)
    {
        var named = input.Strings("accountIdentifiers", Shapes.AccountId, 0, AccountLimit) ?? [];
        return new(input.Bool("includeLinkedAccounts") ?? false, named);
    }

    // The accounts that are named count only together with the linked ones.
    public bool Include(LogGroup group, ResourceNames names)
    {
        if (!IncludeLinked) return !names.IsLinked(group.Name);
        return named.Count == 0 || named.Contains(names.AccountOf(group.Name));
    }

    // For the digest of a page's token.
    public override string ToString() => IncludeLinked ? "linked " + string.Join(' ', named) : "";
}
