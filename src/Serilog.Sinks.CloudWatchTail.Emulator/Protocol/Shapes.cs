namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// The constraints of the service's public model, named as in the model.
static class Shapes
{
    public static StringShape LogGroupName { get; } = new(1, 512, @"[\.\-_/#A-Za-z0-9]+");

    public static StringShape LogGroupNamePattern { get; } = new(0, 512, @"[\.\-_/#A-Za-z0-9]*");

    public static StringShape LogGroupNameRegexPattern { get; } = new(3, 129, @"(\^?[\.\-_\/#A-Za-z0-9]{3,24})(\|\^?[\.\-_\/#A-Za-z0-9]{3,24}){0,4}");

    public static StringShape LogGroupIdentifier { get; } = new(1, 2048, @"[\w#+=/:,.@-]*");

    public static StringShape LogStreamName { get; } = new(1, 512, "[^:*]*");

    public static StringShape LogGroupClass { get; } = new(Values: ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS"]);

    public static StringShape OrderBy { get; } = new(Values: ["LogStreamName", "LastEventTime"]);

    public static StringShape FilterPattern { get; } = new(0, 1024);

    public static StringShape KmsKeyId { get; } = new(0, 256);

    public static StringShape ResourceIdentifier { get; } = new(1, 2048, @"[\w+=/:,.@\-\*]*");

    public static StringShape NextToken { get; } = new(1);

    public static StringShape AccountId { get; } = new(12, 12, @"^\d{12}$");

    public static StringShape AmazonResourceName { get; } = new(1, 1011, @"[\w+=/:,.@-]*");

    public static StringShape TagKey { get; } = new(1, 128, @"^([\p{L}\p{Z}\p{N}_.:/=+\-@]+)$");

    public static StringShape TagValue { get; } = new(0, 256, @"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$");

    public static StringShape TestEventMessage { get; } = new(1);
}
