using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// The web server without a host: a host would read the environment and the process's configuration, and would handle Ctrl+C instead of the program
// that the emulator runs in.
sealed class EmulatorServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    // How long a stop waits for active requests, which have all been told to end.
    static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource _stopping = new();
    readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly KestrelServer _server;
    readonly RequestPipeline _pipeline;
    readonly Action<string> _notice;

    // Counts the active requests, plus one for the server itself until it stops.
    int _active = 1;

    EmulatorServer(EmulatorState state, int port)
    {
        _pipeline = new(state, _stopping.Token);
        _notice = state.Options.Notice;
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = EmptyServices.Instance };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;

        // A slow reader of Live Tail must not be disconnected: as at the service, it loses events instead.
        options.Limits.MinResponseDataRate = null;

        // What Kestrel refuses itself it answers with an empty body and without the service's headers. So it takes more than any client sends, and the
        // pipeline answers.
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 256 * 1024;
        options.Limits.MaxRequestHeaderCount = 1_000;

        // Nothing is buffered here: a write completes when the kernel has the bytes, so a slow reader is noticed at once, and a cut comes after the
        // bytes written before it.
        var transport = new SocketTransportOptions { MaxWriteBufferSize = 1 };
        options.Listen(state.Options.Address, port, listen => listen.Protocols = HttpProtocols.Http1);
        _server = new(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    // The address for clients on this machine, even if the server listens on all addresses.
    public Uri Address
    {
        get
        {
            var address = new UriBuilder(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            if (address.Host == IPAddress.Any.ToString()) address.Host = IPAddress.Loopback.ToString();
            if (address.Host == $"[{IPAddress.IPv6Any}]") address.Host = $"[{IPAddress.IPv6Loopback}]";
            return address.Uri;
        }
    }

    // Listens on a port; 0 picks a free one.
    public static async Task<EmulatorServer> StartAsync(EmulatorState state, int port, CancellationToken cancellationToken)
    {
        var server = new EmulatorServer(state, port);
        try
        {
            await server._server.StartAsync(server, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        Interlocked.Increment(ref _active);
        try
        {
            await _pipeline.HandleAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has disconnected or the emulator stops, so there is no reader for a response.
            context.Abort();
        }
        catch (Exception e)
        {
            // A fault's own condition threw, or the emulator has a bug. It must not be taken for the service's behaviour.
            _notice($"The emulator failed on a request: {e}");
            if (!context.Response.HasStarted) await new Answer(context, OperationRoute.Read(context.Request).Protocol).SendAsync(new("InternalFailure", e.Message, 500)).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    void Leave()
    {
        if (Interlocked.Decrement(ref _active) == 0) _drained.TrySetResult();
    }

    // Stops listening and cuts all connections; afterwards no request is active and no session open.
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);

        // A cancelled token means no grace period: connections that clients keep open would use it up.
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        Leave();
        await _drained.Task.WaitAsync(DrainLimit, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _server.Dispose();
        _stopping.Dispose();
    }
}
