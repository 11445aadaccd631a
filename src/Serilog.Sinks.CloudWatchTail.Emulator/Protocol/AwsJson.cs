namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// AWS JSON 1.1, which almost all clients use.
sealed class AwsJson : WireProtocol
{
    public override string ContentType => "application/x-amz-json-1.1";

    public override string EventContentType => "application/json";

    public override string ErrorType(string code) => code;

    public override ServiceError? Read(byte[] body, out byte[] json)
    {
        json = body;
        return null;
    }

    public override ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> json) => json;
}
