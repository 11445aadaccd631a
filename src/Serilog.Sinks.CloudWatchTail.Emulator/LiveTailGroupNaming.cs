namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>How a Live Tail result names its group: the public model leaves it open.</summary>
public enum LiveTailGroupNaming
{
    /// <summary><c>123456789012:/shop/orders</c>, as seen by users of the service.</summary>
    AccountAndName,

    /// <summary><c>/shop/orders</c>.</summary>
    Name,

    /// <summary><c>arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders</c>.</summary>
    Arn,
}
