using System.Text;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>An answer of the emulator, as it came over the wire.</summary>
sealed record EmulatorAnswer(int Status, byte[] Body, HttpResponseMessage Response)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => Body.Length == 0 ? default : JsonDocument.Parse(Body).RootElement;

    public string? Code => Json.TryGetProperty("__type", out var type) ? type.GetString() : null;

    public string? Message => Json.TryGetProperty("message", out var message) ? message.GetString() : null;

    public void ShouldFail(string code, string message, int status = 400)
    {
        Text.Should().NotBeEmpty();
        (Status, Code, Message).Should().Be((status, code, message));
    }
}
