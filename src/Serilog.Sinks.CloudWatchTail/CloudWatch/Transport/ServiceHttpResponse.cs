using System.Net;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// A response whose headers are read as they arrived, and only when they are asked for.
sealed class ServiceHttpResponse(HttpResponseMessage message, IHttpResponseBody body) : IWebResponseData
{
    public long ContentLength => message.Content.Headers.ContentLength ?? 0;

    public string ContentType => GetHeaderValue("Content-Type");

    public HttpStatusCode StatusCode => message.StatusCode;

    public bool IsSuccessStatusCode => message.IsSuccessStatusCode;

    public IHttpResponseBody ResponseBody => body;

    public string[] GetHeaderNames() => [.. message.Headers.NonValidated.Select(h => h.Key), .. message.Content.Headers.NonValidated.Select(h => h.Key)];

    public bool IsHeaderPresent(string headerName) =>
        message.Headers.NonValidated.Contains(headerName) || message.Content.Headers.NonValidated.Contains(headerName);

    // Returns the first value of a header; empty if the response has none.
    public string GetHeaderValue(string headerName)
    {
        if (message.Headers.NonValidated.TryGetValues(headerName, out var values) || message.Content.Headers.NonValidated.TryGetValues(headerName, out values))
        {
            foreach (var value in values) return value;
        }

        return "";
    }

    public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;

    public bool IsEventHeaderPresent(string headerName) => false;
}
