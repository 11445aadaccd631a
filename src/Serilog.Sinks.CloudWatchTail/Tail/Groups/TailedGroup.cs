namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

/// <summary>A log group of the tail. Its ARN is its identity; the other forms are what the service may call it in results.</summary>
sealed class TailedGroup
{
    public TailedGroup(LogGroupArn arn)
    {
        Arn = arn.Text;
        Name = arn.LogGroupName;
        AccountAndName = $"{arn.AccountId}:{arn.LogGroupName}";
    }

    public string Arn { get; }

    public string Name { get; }

    public string AccountAndName { get; }
}
