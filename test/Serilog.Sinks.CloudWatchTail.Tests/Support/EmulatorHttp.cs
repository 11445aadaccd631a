using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A client of the emulator that knows nothing but HTTP and signatures: bodies are written by hand, answers are read as they are.</summary>
sealed class EmulatorHttp(CloudWatchLogsEmulator aws, TimeProvider? clock = null) : IDisposable
{
    /// <summary>Hangs up at once when an answer is not read to its end.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Send an operation; the body is JSON text.</summary>
    public Task<EmulatorAnswer> SendAsync(string operation, string body) => SendAsync(operation, Encoding.UTF8.GetBytes(body));

    /// <summary>Send an operation; the body is anything that can be serialized.</summary>
    public Task<EmulatorAnswer> SendAsync(string operation, object body) => SendAsync(operation, JsonSerializer.SerializeToUtf8Bytes(body));

    public async Task<EmulatorAnswer> SendAsync(string operation, byte[] body)
    {
        using var request = Request(operation, body);
        EmulatorSigner.Sign(request, body, aws.Credentials, aws.Region, Now);
        return await SendAsync(request);
    }

    public async Task<EmulatorAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response);
    }

    /// <summary>Send an operation that must succeed.</summary>
    public async Task<JsonElement> DoAsync(string operation, object body)
    {
        var answer = body is string text ? await SendAsync(operation, text) : await SendAsync(operation, body);
        answer.Status.Should().Be(200, "of {0}", answer.Text);
        return answer.Json;
    }

    /// <summary>The answer's headers, the body unread: for streams.</summary>
    public async Task<HttpResponseMessage> StartAsync(string operation, object body, CancellationToken cancellationToken = default)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        using var request = Request(operation, bytes);
        EmulatorSigner.Sign(request, bytes, aws.Credentials, aws.Region, Now);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public HttpRequestMessage Request(string operation, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, aws.ServiceUrl + "/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "Logs_20140328." + operation);
        return request;
    }

    public DateTimeOffset Now => (clock ?? TimeProvider.System).GetUtcNow();

    public long NowMilliseconds => Now.ToUnixTimeMilliseconds();

    public void Dispose() => Client.Dispose();
}
