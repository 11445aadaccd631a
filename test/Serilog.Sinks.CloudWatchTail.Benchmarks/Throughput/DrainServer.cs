using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The other end: reads every put to its end, counts, and answers that all is stored. It runs in a process of its own and checks nothing.</summary>
static class DrainServer
{
    static readonly byte[] Answer = "{}"u8.ToArray();

    // An empty map.
    static readonly byte[] CborAnswer = [0xA0];

    // How an entry begins in CBOR: a map of two members, and a text of nine bytes.
    static readonly byte[] CborEntry = [0xA2, .. "itimestamp"u8];

    static readonly DrainState State = new();

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        await using var app = builder.Build();
        app.MapGet("/counts", () => State.Counts);
        app.MapPost("/reset", State.Reset);
        app.MapPost("/delay/{milliseconds:int}", (int milliseconds) => { State.DelayMs = milliseconds; });
        app.MapPost("/", context => DrainAsync(context, "application/x-amz-json-1.1", Answer));
        app.MapPost("/service/Logs_20140328/operation/PutLogEvents", context =>
        {
            context.Response.Headers["smithy-protocol"] = "rpc-v2-cbor";
            return DrainAsync(context, "application/cbor", CborAnswer);
        });
        app.MapPost("/v1/logs", DrainProtobufAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());

        // The parent's end of the pipe closes when it ends, however it ends.
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    static async Task DrainAsync(HttpContext context, string contentType, byte[] answer)
    {
        var length = (int)context.Request.ContentLength!.Value;
        var body = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length));
            var gzip = context.Request.Headers.ContentEncoding == "gzip";
            State.Add(length, gzip ? CountCompressed(body.AsSpan(0, length)) : Count(body.AsSpan(0, length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }

        if (State.DelayMs > 0) await Task.Delay(State.DelayMs);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }

    // An empty response says that all is stored. Its events are not counted.
    static async Task DrainProtobufAsync(HttpContext context)
    {
        var counted = new CountedStream();
        await context.Request.Body.CopyToAsync(counted);
        State.Add((int)counted.Length, 0);
        context.Response.ContentType = "application/x-protobuf";
    }

    // Inside a message a quote is escaped, so that this stands at the beginning of each entry and nowhere else; and no text begins as an entry in CBOR.
    static int Count(ReadOnlySpan<byte> body) => body[0] == '{' ? body.Count("{\"timestamp\":"u8) : body.Count(CborEntry);

    static int CountCompressed(ReadOnlySpan<byte> body)
    {
        using var gzip = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return Count(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }
}
