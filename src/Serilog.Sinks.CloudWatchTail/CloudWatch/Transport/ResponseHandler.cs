using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>
/// Stands in the place of the SDK's unmarshaller, right above the network: hands a good answer's stream on unread, and turns every failure into a
/// <see cref="CloudWatchLogsException"/>. It reads error bodies asynchronously, so that a server that stops in the middle of one cannot hold a
/// thread for ever. The SDK's retry policy above it sees the original exceptions as inner ones and keeps correcting the clock by them.
/// </summary>
sealed class ResponseHandler : PipelineHandler
{
    // The service's error bodies are a few hundred bytes; what a proxy sends beyond this is of no interest.
    const int ErrorBodyLimit = 64 * 1024;

    public override void InvokeSync(IExecutionContext executionContext) => throw new NotSupportedException("This client is asynchronous.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        var request = (ServiceRequest)context.OriginalRequest;
        var sent = request.TimeObserver?.Sending() ?? default;
        try
        {
            await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (HttpErrorResponseException e)
        {
            request.BodyStream.MarkAnswered();
            var body = await ReadErrorBodyAsync(e.Response, context.CancellationToken).ConfigureAwait(false);
            var error = ServiceError.Read(request.Operation, e.Response, body.Span, e);
            // An answer without a code is not the service's, and neither is its time.
            if (!error.ErrorCode.StartsWith("HTTP", StringComparison.Ordinal)) ReadDate(request, sent, e.Response);
            throw error;
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not CloudWatchLogsException)
        {
            throw NetworkFailure.Translate(request, e);
        }

        ReadDate(request, sent, executionContext.ResponseContext.HttpResponse);
        var response = await ServiceResponse.OpenAsync(executionContext.ResponseContext.HttpResponse).ConfigureAwait(false);
        if (response.HttpStatusCode != HttpStatusCode.OK)
        {
            // The service knows no other success: this is the word of something in between, which may have sent the request on or not.
            using (response) throw NetworkFailure.NotTheServices(request, response);
        }

        executionContext.ResponseContext.Response = response;
        return (T)(AmazonWebServiceResponse)response;
    }

    static void ReadDate(ServiceRequest request, TimeSpan sent, IWebResponseData response)
    {
        if (request.TimeObserver is { } observer
            && DateTimeOffset.TryParseExact(response.GetHeaderValue("Date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            observer.Answered(sent, date);
    }

    static async Task<ReadOnlyMemory<byte>> ReadErrorBodyAsync(IWebResponseData response, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            using var body = response.ResponseBody;
            var stream = await body.OpenResponseAsync().ConfigureAwait(false);
            while (length < ErrorBodyLimit)
            {
                if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0) break;
                length += read;
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status line and the headers are an answer; what is there of the body has to do.
        }

        return buffer.AsMemory(0, length);
    }
}
