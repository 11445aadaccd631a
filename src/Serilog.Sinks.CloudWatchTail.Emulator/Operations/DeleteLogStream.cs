using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class DeleteLogStream(LogStore store) : Operation
{
    public override string Name => "DeleteLogStream";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var group = input.String("logGroupName", Shapes.LogGroupName, required: true);
        var stream = input.String("logStreamName", Shapes.LogStreamName, required: true);
        return input.Error ?? store.RemoveStream(group!, stream!);
    }
}
