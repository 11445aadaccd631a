using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Serilog.Sinks.CloudWatchTail.Tool.View.Live;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;
using Serilog.Sinks.CloudWatchTail.Tool.View.Web;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Api;

// GET /api/live: the events that match a search, as server-sent events.
sealed class FeedApi(FeedSources sources, CancellationToken stopping)
{
    const int FeedLimit = 20;

    static readonly string[] Modes = ["auto", "text", "expression"];

    // How long a browser may take nothing. One that stands still in a debugger, or whose machine sleeps, connects again and continues.
    static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(30);

    int _feeds;

    public void AddTo(IEndpointRouteBuilder routes) => routes.MapGet("/api/live", (RequestDelegate)AnswerAsync);

    async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var request = new SearchRequest
        {
            Query = query["q"],
            Mode = query["mode"] is { Count: > 0 } mode ? mode.ToString() : "auto",
            Filters = [.. query["f"].Select(filter => filter ?? "")],
            TraceId = query["trace"],
        };
        if (!Modes.Contains(request.Mode))
        {
            await Answer.ErrorAsync(context, StatusCodes.Status400BadRequest, $"mode must be one of {string.Join(", ", Modes)}.");
            return;
        }

        if (SearchQuery.Create(request, out var error) is not { } search)
        {
            await RefuseAsync(context, error!);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _feeds) > FeedLimit)
                await Answer.ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, $"This viewer is open in {FeedLimit} tabs already: close one.");
            else await FeedAsync(context, search);
        }
        finally
        {
            Interlocked.Decrement(ref _feeds);
        }
    }

    async Task FeedAsync(HttpContext context, SearchQuery search)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var feed = new EventFeed(sources, search, PositionIn(context.Request));
        try
        {
            await feed.RunAsync(SendAsync, ending.Token);
        }
        catch (TimeoutException)
        {
            context.Abort();
        }

        async Task SendAsync(ReadOnlyMemory<byte> messages)
        {
            var sent = context.Response.Body.WriteAsync(messages, ending.Token).AsTask();
            await sent.WaitAsync(SendLimit, sources.TimeProvider, ending.Token);
        }
    }

    // Where a browser continues after a lost connection.
    long PositionIn(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? Math.Min(position, sources.Store.LastSeq) : 0;

    static Task RefuseAsync(HttpContext context, SearchError error) => Answer.JsonAsync(context, StatusCodes.Status400BadRequest, json =>
    {
        json.WriteString("error"u8, error.Message);
        json.WriteString("field"u8, error.Field);
        json.WriteNumber("position"u8, error.Position);
    });
}
