using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

/// <summary>One operation of the service that answers with a single JSON document.</summary>
interface IOperation
{
    string Name { get; }

    /// <summary>Do it: write the answer's members and return <see langword="null"/>, or return the error.</summary>
    ServiceError? Execute(ReadOnlyMemory<byte> body, Utf8JsonWriter answer);
}
