using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// One operation of the service: its name, the body of its request and that of its response. Knows neither HTTP nor the connection.
// name: As the service spells it, for example CreateLogGroup.
abstract class ServiceOperation<TRequest, TResponse>(string name)
{
    public string Name => name;

    // Writes the request's whole body, one JSON object.
    public abstract void Write(Utf8Buffer body, TRequest request);

    // Throws JsonException: The body is not one that the service sends.
    public abstract TResponse Read(ReadOnlySpan<byte> body);
}
