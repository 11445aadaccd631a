using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// The one answer to a request, in the protocol of the request.
sealed class Answer
{
    static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly ArrayBufferWriter<byte> _body = new(256);

    public Answer(HttpContext context, WireProtocol protocol)
    {
        Context = context;
        Protocol = protocol;
        protocol.WriteHeaders(context.Response.Headers);
        context.Response.Headers["x-amzn-RequestId"] = RequestId;
        Json = new(_body, JsonOptions);
        Json.WriteStartObject();
    }

    public HttpContext Context { get; }

    public WireProtocol Protocol { get; }

    public string RequestId { get; } = Guid.NewGuid().ToString();

    // The client has left.
    public CancellationToken Aborted => Context.RequestAborted;

    // The members of the answer; within an object that is already open.
    public Utf8JsonWriter Json { get; }

    // Send what was written, or the error instead. An answer without members has no body, as the service's.
    public Task SendAsync(ServiceError? error = null) => WriteAsync(error?.Status ?? StatusCodes.Status200OK, Protocol.ContentType, Compose(error));

    // Send an error in the words of a proxy or a load balancer.
    public Task SendRawAsync(int status, string body) => WriteAsync(status, "text/html", Encoding.UTF8.GetBytes(body));

    // Promise what SendAsync would send, send half of it, and close the connection.
    public async Task SendHalfAsync(ServiceError? error)
    {
        var body = Compose(error);

        // Half of nothing would be a whole answer.
        if (body.Length == 0) body = Protocol.Write("{}"u8.ToArray());
        Start(error?.Status ?? StatusCodes.Status200OK, Protocol.ContentType, body.Length);
        await Context.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)], Aborted).ConfigureAwait(false);
        Context.Abort();
    }

    // Close the connection without a word.
    public void Cut() => Context.Abort();

    // The body: of the error, for which what was written is forgotten, or of what was written.
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
        // These have no body in HTTP: a fault may ask for one of them all the same.
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
