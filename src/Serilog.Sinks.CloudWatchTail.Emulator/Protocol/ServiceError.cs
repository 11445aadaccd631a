namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// An error response, which clients see as an exception. Code is its type, such as ResourceNotFoundException, Message the service's text. The service
// uses the status 400 for almost all errors.
sealed record ServiceError(string Code, string Message, int Status = 400)
{
    public static ServiceError InvalidParameter(string message) => new("InvalidParameterException", message);

    public static ServiceError Serialization(string message) => new("SerializationException", message);

    public static ServiceError Throttled { get; } = new("ThrottlingException", "Rate exceeded");

    public static ServiceError LogGroupNotFound { get; } = new("ResourceNotFoundException", "The specified log group does not exist.");

    public static ServiceError LogStreamNotFound { get; } = new("ResourceNotFoundException", "The specified log stream does not exist.");

    public static ServiceError LogGroupExists { get; } = new("ResourceAlreadyExistsException", "The specified log group already exists");

    public static ServiceError LogStreamExists { get; } = new("ResourceAlreadyExistsException", "The specified log stream already exists");

    public static ServiceError UnknownOperation(string message) => new("UnknownOperationException", message);

    public static ServiceError RequestTooLarge(long limit) =>
        new("RequestEntityTooLargeException", $"The request's body exceeds the limit of {limit} bytes.", 413);
}
