using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// One operation of the service: its name as the service spells it, its request's body and its response's body. Knows neither HTTP nor the connection.
abstract class ServiceOperation<TRequest, TResponse>(string name)
{
    public string Name => name;

    // Writes the whole body, one JSON object.
    public abstract void Write(Utf8Buffer body, TRequest request);

    // Throws JsonException if the service would not send such a body.
    public abstract TResponse Read(ReadOnlySpan<byte> body);
}
