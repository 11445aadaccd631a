using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// An operation whose body is small enough to parse as a document.
abstract class Operation : IOperation
{
    public abstract string Name { get; }

    public ServiceError? Execute(ReadOnlyMemory<byte> body, Utf8JsonWriter answer) =>
        RequestInput.Parse(body, out var error) is { } input ? Execute(input, answer) : error;

    protected abstract ServiceError? Execute(RequestInput input, Utf8JsonWriter answer);
}
