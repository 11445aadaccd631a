using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

/// <summary>A web page of another program on this machine, such as one that a reader of logs has open beside the viewer.</summary>
sealed class StrangerPage : IAsyncDisposable
{
    readonly WebApplication _application;

    StrangerPage()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<!doctype html><title>Stranger</title><body>");
        });
    }

    public string Address => $"{_application.Urls.Single()}/";

    public static async Task<StrangerPage> StartAsync()
    {
        var page = new StrangerPage();
        await page._application.StartAsync();
        return page;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
