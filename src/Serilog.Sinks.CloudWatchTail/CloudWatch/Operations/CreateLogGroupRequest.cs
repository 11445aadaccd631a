namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed record CreateLogGroupRequest(
    string LogGroupName,
    string? LogGroupClass = null,
    string? KmsKeyId = null,
    IReadOnlyDictionary<string, string>? Tags = null,
    bool DeletionProtectionEnabled = false);
