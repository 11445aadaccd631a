namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>How a Live Tail result names its group, which the public model leaves open.</summary>
public enum LiveTailGroupNaming
{
    /// <summary><c>123456789012:/shop/orders</c>, as users of the service have seen it.</summary>
    AccountAndName,

    /// <summary><c>/shop/orders</c>.</summary>
    Name,

    /// <summary><c>arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders</c>.</summary>
    Arn,
}
