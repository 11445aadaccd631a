using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// A successful response with an unread body. Disposing it before the body's end closes the connection.
sealed class ServiceResponse : AmazonWebServiceResponse, IDisposable
{
    IHttpResponseBody? _body;

    public Stream Stream { get; private set; } = Stream.Null;

    public string? RequestId { get; private set; }

    public static ServiceResponse Of(IWebResponseData response, Stream body) => new()
    {
        _body = response.ResponseBody,
        Stream = body,
        RequestId = ServiceError.RequestIdOf(response),
        ContentLength = response.ContentLength,
        HttpStatusCode = response.StatusCode,
    };

    public void Dispose()
    {
        // Disposing the stream alone would leave the HTTP message to its finalizer.
        Stream.Dispose();
        _body?.Dispose();
    }
}
