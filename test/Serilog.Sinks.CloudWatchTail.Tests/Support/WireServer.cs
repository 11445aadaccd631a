using System.Collections.Concurrent;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.CloudWatchTail.CloudWatch;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>An HTTP server on a free loopback port that keeps what it was asked and answers what the test says.</summary>
sealed class WireServer : IAsyncDisposable
{
    public static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    readonly WebApplication _app;

    WireServer(WebApplication app)
    {
        _app = app;
    }

    public string Url => _app.Urls.First();

    public ConcurrentQueue<WireRequest> Requests { get; } = new();

    public static async Task<WireServer> StartAsync(Func<HttpContext, WireRequest, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var server = new WireServer(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var request = new WireRequest(
                context.Request.Headers["X-Amz-Target"].ToString(),
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.ToArray()) { Path = context.Request.Path.Value! };
            server.Requests.Enqueue(request);
            await answer(context, request);
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers every request with the same status and CBOR, which is in JSON here.</summary>
    public static Task<WireServer> StartCborAsync(int status, object body, params (string Name, string Value)[] headers) =>
        StartCborAsync(status, EmulatorCbor.Encode(body), headers);

    public static Task<WireServer> StartCborAsync(int status, byte[] body, params (string Name, string Value)[] headers) => StartAsync((context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/cbor";
        context.Response.Headers["smithy-protocol"] = "rpc-v2-cbor";
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return context.Response.Body.WriteAsync(body).AsTask();
    });

    /// <summary>Answers every request with the same status and JSON.</summary>
    public static Task<WireServer> StartAsync(int status, string body, params (string Name, string Value)[] headers) =>
        StartAsync((context, _) => AnswerAsync(context, status, body, headers));

    public static Task AnswerAsync(HttpContext context, int status, string body, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    }

    public CloudWatchConnectionOptions Options() => new() { ServiceUrl = Url, Region = "eu-west-1", Credentials = Credentials };

    public CloudWatchLogsClient CborClient()
    {
        var options = Options();
        options.Protocol = CloudWatchProtocol.Cbor;
        return CloudWatchLogsClient.Create(options);
    }

    public CloudWatchLogsClient Client(TimeProvider? timeProvider = null, TimeSpan? requestTimeLimit = null) =>
        CloudWatchLogsClient.Create(Options(), timeProvider, requestTimeLimit);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
    }
}
