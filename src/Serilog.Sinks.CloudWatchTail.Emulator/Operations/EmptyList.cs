using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// An operation that lists resources which cannot be created here, so that tools that list everything get a response. member is the list in the
// response.
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
