namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// A log group of the tail. Its ARN is its identity; the other forms are what the service may call it in results.
sealed class TailedGroup
{
    // arn: The group's ARN.
    // isAmongAccounts: Whether the tail has groups of more than one account.
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

    // What notices call it: its name where that is enough, otherwise its ARN.
    public string Title => IsAmongAccounts ? Arn : Name;
}
