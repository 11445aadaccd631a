namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

/// <summary>A log group of the tail. Its ARN is its identity; the other forms are what the service may call it in results.</summary>
sealed class TailedGroup
{
    /// <param name="arn">The group's ARN.</param>
    /// <param name="isAmongAccounts">Whether the tail has groups of more than one account.</param>
    public TailedGroup(LogGroupArn arn, bool isAmongAccounts = false)
    {
        Account = arn.AccountId;
        IsAmongAccounts = isAmongAccounts;
        Arn = arn.Text;
        Name = arn.LogGroupName;
        AccountAndName = $"{arn.AccountId}:{arn.LogGroupName}";
    }

    public string Arn { get; }

    public string Name { get; }

    public string AccountAndName { get; }

    public string Account { get; }

    public bool IsAmongAccounts { get; }

    /// <summary>What notices call it: its name where that is enough, otherwise its ARN.</summary>
    public string Title => IsAmongAccounts ? Arn : Name;
}
