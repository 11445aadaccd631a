using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <summary>One operation of the service: its name, the body of its request and that of its response. Knows neither HTTP nor the connection.</summary>
/// <param name="name">As the service spells it, for example <c>CreateLogGroup</c>.</param>
abstract class ServiceOperation<TRequest, TResponse>(string name)
{
    public string Name => name;

    /// <summary>Writes the request's whole body, one JSON object.</summary>
    public abstract void Write(Utf8Buffer body, TRequest request);

    /// <exception cref="JsonException">The body is not one that the service sends.</exception>
    public abstract TResponse Read(ReadOnlySpan<byte> body);
}
