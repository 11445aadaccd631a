using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Stands in for the SDK's signing handler and its unmarshaller, directly above the network. Signs each attempt, passes on the stream of a success unread
// and turns every failure into a CloudWatchLogsException. Reads error bodies asynchronously, so that a server that stops sending cannot block a thread
// forever. Keeps the original exception as the inner one, because the SDK's retry policy needs it to correct the clock.
sealed class ResponseHandler : PipelineHandler
{
    // The service's error bodies have a few hundred bytes; the rest of a longer one, such as a proxy's page, is not read.
    const int ErrorBodyLimit = 64 * 1024;

    public override void InvokeSync(IExecutionContext executionContext) => throw new NotSupportedException("This client is asynchronous.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        var request = (ServiceRequest)context.OriginalRequest;
        if (!context.IsSigned || context.ClientConfig.ResignRetries)
        {
            // The credentials are at hand: the pipeline has waited for them.
            Signer.SignRequest(context);
            context.IsSigned = true;
        }

        var sent = request.TimeObserver?.Sending() ?? default;
        try
        {
            await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (HttpErrorResponseException e)
        {
            request.BodyStream.MarkAnswered();
            var body = await ReadErrorBodyAsync(e.Response, context.CancellationToken).ConfigureAwait(false);
            var error = ServiceError.Read(request, e.Response, body.Span, e);
            // A response without a code does not come from the service, so its time does not count.
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

        var answer = executionContext.ResponseContext.HttpResponse;
        ReadDate(request, sent, answer);
        var response = ServiceResponse.Of(answer, await answer.ResponseBody.OpenResponseAsync().ConfigureAwait(false));
        if (response.HttpStatusCode != HttpStatusCode.OK || !request.Protocol.IsSpokenIn(answer))
        {
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
            // The status and the headers are enough, plus whatever arrived of the body.
        }

        return buffer.AsMemory(0, length);
    }
}
