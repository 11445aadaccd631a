using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// The response to a request, in the request's protocol.
sealed class Answer
{
    const string RequestIdHeader = "x-amzn-RequestId";

    static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly ArrayBufferWriter<byte> _body = new(256);

    public Answer(HttpContext context, WireProtocol protocol)
    {
        Context = context;
        Protocol = protocol;
        protocol.WriteHeaders(context.Response.Headers);
        context.Response.Headers[RequestIdHeader] = RequestId;
        Json = new(_body, JsonOptions);
        Json.WriteStartObject();
    }

    public HttpContext Context { get; }

    public WireProtocol Protocol { get; }

    public string RequestId { get; } = Guid.NewGuid().ToString();

    // Cancelled when the client disconnects.
    public CancellationToken Aborted => Context.RequestAborted;

    // Writes the members of the response, inside an object that is already open.
    public Utf8JsonWriter Json { get; }

    // Sends the written members, or the error instead. As at the service, a response without members has no body.
    public Task SendAsync(ServiceError? error = null) => WriteAsync(error?.Status ?? StatusCodes.Status200OK, Protocol.ContentType, Compose(error));

    // Sends an error as a proxy or a load balancer would, without the service's headers.
    public Task SendRawAsync(int status, string body)
    {
        Context.Response.Headers.Remove(SmithyCbor.Header);
        Context.Response.Headers.Remove(RequestIdHeader);
        return WriteAsync(status, "text/html", Encoding.UTF8.GetBytes(body));
    }

    // Announces the response that SendAsync would send, sends half of it, and closes the connection.
    public async Task SendHalfAsync(ServiceError? error)
    {
        var body = Compose(error);

        // Half of an empty body would be a complete response.
        if (body.Length == 0) body = Protocol.Write("{}"u8.ToArray());
        Start(error?.Status ?? StatusCodes.Status200OK, Protocol.ContentType, body.Length);
        await Context.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)], Aborted).ConfigureAwait(false);
        Context.Abort();
    }

    // Closes the connection without a response.
    public void Cut() => Context.Abort();

    // Returns the body: the error, which discards the written members, or those members.
    ReadOnlyMemory<byte> Compose(ServiceError? error)
    {
        if (error is not null)
        {
            Json.Reset();
            _body.Clear();
            Json.WriteStartObject();
            Json.WriteString("__type"u8, Protocol.ErrorType(error.Code));
            Json.WriteString("message"u8, error.Message);
        }

        var empty = Json.BytesPending == 1 && Json.BytesCommitted == 0;
        Json.WriteEndObject();
        Json.Flush();
        return empty ? default : Protocol.Write(_body.WrittenMemory);
    }

    async Task WriteAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        // HTTP allows no body for these statuses, but a fault may request one of them.
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
        {
            Context.Response.StatusCode = status;
            return;
        }

        Start(status, contentType, body.Length);
        if (body.Length > 0) await Context.Response.BodyWriter.WriteAsync(body, Aborted).ConfigureAwait(false);
    }

    void Start(int status, string contentType, int length)
    {
        Context.Response.StatusCode = status;
        Context.Response.ContentType = contentType;
        Context.Response.ContentLength = length;
    }
}
