using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Web;

// The web server on loopback. The builder is an empty one: it reads neither the environment nor files of the folder in which the tool was started.
sealed class ViewServer : IAsyncDisposable
{
    const long BodyLimit = 64 * 1024;
    const int ConnectionLimit = 200;

    // A search and twenty filters.
    const int AddressLimit = 64 * 1024;

    readonly AccessToken _token = new();
    readonly WebApplication _application;

    bool _stopping;

    ViewServer(int port, Action<IEndpointRouteBuilder> addRoutes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        _application = builder.Build();
        _application.Use(HandleAsync);
        _application.UseRouting();
        foreach (var (path, file) in PageFiles.ByPath) _application.MapGet(path, file);
        addRoutes(_application);
    }

    public int Port { get; private set; }

    // What a user opens: it has the token.
    public string Link => $"http://127.0.0.1:{Port}/?token={_token.Text}";

    // Listens on a port; 0 picks a free one.
    public static async Task<ViewServer> StartAsync(int port, Action<IEndpointRouteBuilder> addRoutes, CancellationToken cancellationToken)
    {
        var server = new ViewServer(port, addRoutes);
        try
        {
            await server._application.StartAsync(cancellationToken);
            server.Port = new Uri(server._application.Urls.Single()).Port;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    static void Configure(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = BodyLimit;
        options.Limits.MaxRequestLineSize = AddressLimit;
        options.Limits.MaxConcurrentConnections = ConnectionLimit;
        // A page that stands still in a debugger is not slow: the event feed has its own limit.
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        SecurityHeaders.AddTo(context.Response);
        try
        {
            if (await new Access(_token).AnswerAsync(context)) return;
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, ContentLength: null } response)
                await Answer.ErrorAsync(context, response.StatusCode, $"There is no {context.Request.Method} {context.Request.Path.Value}.");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && (context.RequestAborted.IsCancellationRequested || _stopping))
        {
            // The browser has gone, or the viewer ends.
            context.Abort();
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException exception)
        {
            await FailAsync(context, exception.StatusCode, exception.Message);
        }
        catch (Exception exception)
        {
            await FailAsync(context, StatusCodes.Status500InternalServerError, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    static async Task FailAsync(HttpContext context, int status, string error)
    {
        if (context.Response.HasStarted) context.Abort();
        else await Answer.ErrorAsync(context, status, error);
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        // A cancelled token means no grace: connections that browsers keep open would use it up.
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }
}
