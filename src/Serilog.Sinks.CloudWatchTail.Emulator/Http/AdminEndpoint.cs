using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Faults;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// Faults over HTTP, for programs in other languages: POST sets one, GET lists them, DELETE clears all. Requests are not signed, so the endpoint is
// off by default, and requests that a web page could send from a browser on this machine are refused.
sealed class AdminEndpoint(FaultScript faults, int sizeLimit)
{
    public const string Path = "/_emulator/faults";

    const string ContentType = "application/json";

    public async Task HandleAsync(HttpContext context, ServiceError? foreign)
    {
        if (foreign is not null)
        {
            await AnswerAsync(context, foreign.Status, json => json.WriteString("message"u8, foreign.Message)).ConfigureAwait(false);
            return;
        }

        switch (context.Request.Method)
        {
            case "GET":
                await AnswerAsync(context, StatusCodes.Status200OK, WriteFaults).ConfigureAwait(false);
                break;
            case "DELETE":
                faults.Clear();
                await AnswerAsync(context, StatusCodes.Status200OK, WriteFaults).ConfigureAwait(false);
                break;
            case "POST":
                await SetAsync(context).ConfigureAwait(false);
                break;
            default:
                await AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, json => json.WriteString("message"u8, "Use GET, POST or DELETE.")).ConfigureAwait(false);
                break;
        }
    }

    async Task SetAsync(HttpContext context)
    {
        // A page could send a body of another type without a preflight, so such a body is not even read.
        var (body, error) = context.Request.ContentType?.Split(';')[0].Trim() == ContentType
            ? await RequestBody.ReadAsync(context.Request, sizeLimit, context.RequestAborted).ConfigureAwait(false)
            : (null, ServiceError.Serialization($"The content type is '{ContentType}'."));

        Fault? fault = null;
        if (error is null && RequestInput.Parse(body, out error) is { } input) fault = FaultRequest.Set(faults, input, out error);
        await (fault is null
            ? AnswerAsync(context, error!.Status, json => json.WriteString("message"u8, error.Message))
            : AnswerAsync(context, StatusCodes.Status201Created, json => Write(json, fault))).ConfigureAwait(false);
    }

    void WriteFaults(Utf8JsonWriter json)
    {
        json.WriteStartArray("faults"u8);
        foreach (var fault in faults.All)
        {
            json.WriteStartObject();
            Write(json, fault);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, Fault fault)
    {
        json.WriteString("description"u8, fault.Description);
        json.WriteNumber("hits"u8, fault.Hits);
        json.WriteBoolean("isActive"u8, fault.IsActive);
    }

    static async Task AnswerAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}
