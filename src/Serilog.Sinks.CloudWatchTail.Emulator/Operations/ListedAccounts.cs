using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

/// <summary>Whose groups a request lists: this account's, or those of the linked accounts too, or those of the accounts that it names.</summary>
readonly struct ListedAccounts(bool includeLinked, IReadOnlyList<string> named)
{
    /// <summary>The service's limit on the accounts that a request names.</summary>
    const int AccountLimit = 20;

    public bool IncludeLinked { get; } = includeLinked;

    /// <summary>Read both members; look at the input's error before anything else.</summary>
    public static ListedAccounts Read(RequestInput input)
    {
        var named = input.Strings("accountIdentifiers", Shapes.AccountId, 0, AccountLimit) ?? [];
        return new(input.Bool("includeLinkedAccounts") ?? false, named);
    }

    /// <summary>The accounts that are named count only together with the linked ones.</summary>
    public bool Include(LogGroup group, ResourceNames names)
    {
        if (!IncludeLinked) return !names.IsLinked(group.Name);
        return named.Count == 0 || named.Contains(names.AccountOf(group.Name));
    }

    /// <summary>For the digest of a page's token.</summary>
    public override string ToString() => IncludeLinked ? "linked " + string.Join(' ', named) : "";
}
