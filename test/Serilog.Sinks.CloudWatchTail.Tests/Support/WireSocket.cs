using System.Net;
using System.Net.Sockets;
using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// A server at the level of bytes, for what no HTTP server can be talked into: resets, cuts and silence. Each request that has come in whole is
/// given to the script, with its number and its connection; requests on one connection come one after the other.
/// </summary>
sealed class WireSocket : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Func<int, WireConnection, Task> _script;
    readonly Task _accepting;
    readonly List<WireConnection> _connections = [];
    int _requests;

    WireSocket(Func<int, WireConnection, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Requests => Volatile.Read(ref _requests);

    public int Connections
    {
        get { lock (_connections) return _connections.Count; }
    }

    /// <param name="script">What to do with the n-th request, counted from 1 over all connections.</param>
    public static WireSocket Start(Func<int, WireConnection, Task> script) => new(script);

    public static WireSocket Start(Func<WireConnection, Task> script) => new((_, connection) => script(connection));

    /// <summary>A port that nobody listens on.</summary>
    public static string RefusedUrl()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return $"http://127.0.0.1:{port}";
    }

    public static byte[] Answer(int status, string body, string headers = "") => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    public CloudWatchLogsClient Client(TimeProvider? timeProvider = null, TimeSpan? requestTimeLimit = null) => CloudWatchLogsClient.Create(
        new CloudWatchConnectionOptions { ServiceUrl = Url, Region = "eu-west-1", Credentials = WireServer.Credentials },
        timeProvider,
        requestTimeLimit);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        lock (_connections)
            foreach (var connection in _connections) connection.Close();
        await _accepting;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new WireConnection(await _listener.AcceptTcpClientAsync());
                lock (_connections) _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    async Task ServeAsync(WireConnection connection)
    {
        try
        {
            while (await connection.ReceiveRequestAsync())
                await _script(Interlocked.Increment(ref _requests), connection);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The connection was closed, by one side or the other.
        }
    }
}
