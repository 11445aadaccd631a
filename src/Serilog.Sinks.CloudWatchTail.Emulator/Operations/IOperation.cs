using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// One operation of the service whose response is a single JSON document.
interface IOperation
{
    string Name { get; }

    // Executes the operation: writes the response's members and returns null, or returns an error.
    ServiceError? Execute(ReadOnlyMemory<byte> body, Utf8JsonWriter answer);
}
