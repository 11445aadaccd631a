using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The SDK's HTTP request, apart from what it does with headers and the body: it parses the content type and each header of a response, and has the host
// parsed as a URL. A starting process compiles all these parsers. A derived class, so that members added to the interface later have the SDK's
// implementation.
sealed class ServiceHttpRequest(HttpClient client, Uri uri, IClientConfig config, bool disposesClient)
    : HttpWebRequestMessage(client, uri, config), IHttpRequest<HttpContent>
{
    void IHttpRequest<HttpContent>.SetRequestHeaders(IDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || (name.Equals("host", StringComparison.OrdinalIgnoreCase) && IsSentAnyway(value))) continue;
            Request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    void IHttpRequest<HttpContent>.WriteToRequestBody(
        HttpContent requestContent,
        Stream contentStream,
        IDictionary<string, string> contentHeaders,
        IRequestContext requestContext)
    {
        var content = new ServiceHttpContent(contentStream, requestContext.ClientConfig.BufferSize);
        content.Headers.TryAddWithoutValidation("Content-Type", contentHeaders["Content-Type"]);
        if (contentHeaders.TryGetValue("Content-Encoding", out var encoding)) content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        Request.Content = content;
    }

    async Task<IWebResponseData> IHttpRequest<HttpContent>.GetResponseAsync(CancellationToken cancellationToken)
    {
        try
        {
            var message = await HttpClient.SendAsync(Request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var response = new ServiceHttpResponse(message, new HttpResponseMessageBody(message, HttpClient, disposesClient));
            return response.IsSuccessStatusCode ? response : throw new HttpErrorResponseException(response);
        }
        catch (HttpRequestException e) when (e.InnerException is IOException cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
        catch (OperationCanceledException e) when (e.InnerException is { } cause && !cancellationToken.IsCancellationRequested)
        {
            throw cause;
        }
    }

    // Whether the transport, which knows the host from the URL, sends just this.
    bool IsSentAnyway(string host) => RequestUri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 && host == RequestUri.Authority && RequestUri.Host == RequestUri.IdnHost;
}
