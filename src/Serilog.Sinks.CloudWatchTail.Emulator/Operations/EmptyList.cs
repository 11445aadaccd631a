using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

/// <summary>An operation that lists what cannot be created here, so that there is never any: tools that look everything over get their answer.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="member">The list in its answer.</param>
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
