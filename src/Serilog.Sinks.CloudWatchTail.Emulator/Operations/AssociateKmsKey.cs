using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class AssociateKmsKey(LogStore store, ResourceNames names) : Operation
{
    public override string Name => "AssociateKmsKey";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer) =>
        KmsKey.Set(store, names, input, input.String("kmsKeyId", Shapes.KmsKeyId, required: true));
}
