using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Web;

// Answers in JSON. The writer's strict encoder escapes everything but plain characters, so that no reader can take a message for anything else.
static class Answer
{
    const string ContentType = "application/json; charset=utf-8";

    public static async Task JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        await WrittenAsync(context, body.WrittenMemory);
    }

    // Sends JSON that is written already.
    public static async Task WrittenAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    public static Task ErrorAsync(HttpContext context, int status, string error) =>
        JsonAsync(context, status, json => json.WriteString("error"u8, error));
}
