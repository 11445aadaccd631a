using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.View.Web;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Api;

// /api/emulator: the state of the emulator in this process, and its faults.
sealed class EmulatorApi(EmulatorPanel panel, EmulatorFaults faults)
{
    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/emulator", (RequestDelegate)AnswerAsync);
        routes.MapPost("/api/emulator/faults", (RequestDelegate)SetFaultAsync);
    }

    Task AnswerAsync(HttpContext context) => Answer.WrittenAsync(context, Encoding.UTF8.GetBytes(panel.Read()));

    async Task SetFaultAsync(HttpContext context)
    {
        using var document = await Body.ReadAsync(context);
        if (document is null) return;
        var refusal = FaultOrder.Read(document.RootElement, out var error) is { } order ? faults.Apply(order) : error;
        if (refusal is not null)
        {
            await Answer.ErrorAsync(context, StatusCodes.Status400BadRequest, refusal);
            return;
        }

        panel.Refresh();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
