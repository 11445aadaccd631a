using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// An operation that lists what cannot be created here, so that there is never any: tools that look everything over get their answer.
// name: The operation's name.
// member: The list in its answer.
sealed class EmptyList(string name, string member) : Operation
{
    public override string Name => name;

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        answer.WriteStartArray(member);
        answer.WriteEndArray();
        return null;
    }
}
