using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Api;

// Reads the JSON object in a request.
static class Body
{
    // Returns null if there is none; the request has then been answered.
    public static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object && IsReadable(document.RootElement)) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
        }

        await Web.Answer.ErrorAsync(context, StatusCodes.Status400BadRequest, "The body must be a JSON object, without half a character in a string.");
        return null;
    }

    // An escape such as \ud800 is JSON, but no text can be made of it.
    static bool IsReadable(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && IsReadable(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
