using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class DisassociateKmsKey(LogStore store, ResourceNames names) : Operation
{
    public override string Name => "DisassociateKmsKey";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer) => KmsKey.Set(store, names, input, keyId: null);
}
