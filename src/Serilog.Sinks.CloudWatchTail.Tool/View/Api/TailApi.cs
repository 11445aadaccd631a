using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.View.Live;
using Serilog.Sinks.CloudWatchTail.Tool.View.Web;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Api;

// POST /api/tail chooses groups, POST /api/clear empties the store.
sealed class TailApi(FeedSources sources)
{
    const string All = "*";

    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tail", (RequestDelegate)ChooseAsync);
        routes.MapPost("/api/clear", (RequestDelegate)Clear);
    }

    async Task ChooseAsync(HttpContext context)
    {
        using var document = await Body.ReadAsync(context);
        if (document is null) return;
        var body = document.RootElement;
        if (GroupsIn(body) is not { } groups)
        {
            await Answer.ErrorAsync(context, StatusCodes.Status400BadRequest, "groups must be an array of names, ARNs, or prefixes that end in *.");
            return;
        }

        Moment? since = null;
        if (body.TryGetProperty("since", out var given) && given.ValueKind != JsonValueKind.Null
            && (given.ValueKind != JsonValueKind.String || !Moment.TryParse(given.GetString()!, out since)))
        {
            await Answer.ErrorAsync(context, StatusCodes.Status400BadRequest, $"since '{given}' is not a valid time: give {Moment.Forms}.");
            return;
        }

        var clears = body.TryGetProperty("clear", out var clear) && clear.ValueKind == JsonValueKind.True;
        try
        {
            // The emulator's groups come and go: following all of them includes those that are created later.
            if (groups is [All] && sources.EmulatorState is not null) await sources.Session.ChooseAllAsync(clears, context.RequestAborted);
            else await sources.Session.ChooseAsync(groups, since?.Resolve(sources.TimeProvider.GetUtcNow(), utc: false), clears, context.RequestAborted);
        }
        catch (ArgumentException exception)
        {
            await Answer.ErrorAsync(context, StatusCodes.Status400BadRequest, OptionNames.In(Failure.TextOf(exception)));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    Task Clear(HttpContext context)
    {
        sources.Store.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    static IReadOnlyList<string>? GroupsIn(JsonElement body)
    {
        if (!body.TryGetProperty("groups", out var groups) || groups.ValueKind != JsonValueKind.Array) return null;
        var names = groups.EnumerateArray().Select(group => group.ValueKind == JsonValueKind.String ? group.GetString()! : "").ToArray();
        return names.Contains("") ? null : [.. names.Distinct()];
    }
}
