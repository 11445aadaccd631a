using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serilog.Sinks.CloudWatchTail.Tool.View.Detail;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;
using Serilog.Sinks.CloudWatchTail.Tool.View.Web;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Api;

// GET /api/event/SEQ: one event with all that is known of it.
sealed class EventApi(EventStore store)
{
    public void AddTo(IEndpointRouteBuilder routes) => routes.MapGet("/api/event/{seq}", (RequestDelegate)AnswerAsync);

    Task AnswerAsync(HttpContext context)
    {
        if (!long.TryParse(context.Request.RouteValues["seq"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return Answer.ErrorAsync(context, StatusCodes.Status400BadRequest, "The event's number is not a number.");
        return store.Find(seq) is { } stored
            ? Answer.JsonAsync(context, StatusCodes.Status200OK, json => EventDetail.Write(json, stored))
            : Answer.ErrorAsync(context, StatusCodes.Status404NotFound, "The event is no longer in memory.");
    }
}
