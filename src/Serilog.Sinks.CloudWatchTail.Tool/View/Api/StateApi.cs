using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.View.Groups;
using Serilog.Sinks.CloudWatchTail.Tool.View.Live;
using Serilog.Sinks.CloudWatchTail.Tool.View.Web;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Api;

// GET /api/state and /api/groups: what there is, and what is shown of it.
sealed class StateApi(FeedSources sources, IGroupSource groups, ViewConnection connection)
{
    static readonly string Version = typeof(StateApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    readonly GroupList _list = new(groups, sources.TimeProvider);

    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/state", (RequestDelegate)AnswerStateAsync);
        routes.MapGet("/api/groups", (RequestDelegate)AnswerGroupsAsync);
    }

    async Task AnswerStateAsync(HttpContext context)
    {
        var page = await _list.ReadAsync(context.RequestAborted);
        var status = sources.Session.Status();
        await Answer.JsonAsync(context, StatusCodes.Status200OK, json => Write(json, page, status));
    }

    void Write(Utf8JsonWriter json, GroupPage page, TailStatus status)
    {
        json.WriteStartArray("groups"u8);
        foreach (var name in page.Names.Union(status.Groups.Where(name => !name.EndsWith('*'))).Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteBoolean("selected"u8, status.Groups.Contains(name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("groupsComplete"u8, !page.More);
        json.WriteStartObject("tail"u8);
        FeedJson.WriteTail(json, status);
        json.WriteBoolean("followsAll"u8, sources.Session.FollowsAll);
        json.WriteEndObject();
        json.WriteString("region"u8, status.Region ?? connection.Region);
        json.WriteString("endpoint"u8, connection.Endpoint);
        json.WriteBoolean("emulator"u8, sources.EmulatorState is not null);
        json.WriteStartObject("limits"u8);
        json.WriteNumber("events"u8, sources.Store.Limits.Events);
        json.WriteNumber("bytes"u8, sources.Store.Limits.Bytes);
        json.WriteEndObject();
        json.WriteString("version"u8, Version);
    }

    async Task AnswerGroupsAsync(HttpContext context)
    {
        GroupPage page;
        try
        {
            page = await groups.FindAsync(context.Request.Query["prefix"].ToString(), context.RequestAborted);
        }
        catch (Exception exception) when (exception is CloudWatchLogsException or Amazon.Runtime.AmazonClientException or ArgumentException)
        {
            await Answer.ErrorAsync(context, StatusCodes.Status502BadGateway, Failure.TextOf(exception));
            return;
        }

        await Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("groups"u8);
            foreach (var name in page.Names) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteBoolean("more"u8, page.More);
        });
    }
}
