using System.Net;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>An answer whose body is a stream of the test's, without any network.</summary>
sealed class WireResponse(Stream body) : IWebResponseData, IHttpResponseBody
{
    public long ContentLength => -1;

    public string ContentType => "application/vnd.amazon.eventstream";

    public HttpStatusCode StatusCode => HttpStatusCode.OK;

    public bool IsSuccessStatusCode => true;

    public IHttpResponseBody ResponseBody => this;

    public string[] GetHeaderNames() => [];

    public bool IsHeaderPresent(string headerName) => false;

    public string GetHeaderValue(string headerName) => "";

    public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;

    public bool IsEventHeaderPresent(string headerName) => false;

    public Stream OpenResponse() => body;

    public Task<Stream> OpenResponseAsync() => Task.FromResult(body);

    public void Dispose() => body.Dispose();
}
