using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// One operation of the service that answers with a single JSON document.
interface IOperation
{
    string Name { get; }

    // Do it: write the answer's members and return null, or return the error.
    ServiceError? Execute(ReadOnlyMemory<byte> body, Utf8JsonWriter answer);
}
