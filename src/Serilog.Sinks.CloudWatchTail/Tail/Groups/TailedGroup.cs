namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// A log group of the tail. Its ARN identifies it; the other forms are those that the service may use in live events.
sealed class TailedGroup
{
    // isAmongAccounts tells whether the tail has groups of more than one account.
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

    // The group's title in notices: its name if that is unambiguous, otherwise its ARN.
    public string Title => IsAmongAccounts ? Arn : Name;
}
