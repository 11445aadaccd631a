using Serilog;
using Serilog.Context;
using Serilog.Core;
using Serilog.Sinks.CloudWatchTail;

namespace Lambda;

/// <summary>A function as AWS Lambda runs it: one instance for each execution environment, one call for each invocation.</summary>
sealed class Function
{
    /// <summary>What is left for the answer when the time of an invocation is up.</summary>
    static readonly TimeSpan Reserve = TimeSpan.FromSeconds(0.5);

    // Made at the cold start and kept for the warm ones: connections, credentials and the stream are there already.
    readonly Logger _logger = new LoggerConfiguration()
        .Enrich.FromLogContext()
        .WriteTo.CloudWatch(logGroup: "/sample/lambda", logStream: "{Date}/{InstanceId}")
        .CreateLogger();

    bool _isWarm;

    /// <param name="requestId">Lambda's id of the invocation.</param>
    /// <param name="remainingTime">What Lambda's context gives for the invocation.</param>
    public async Task<string> HandleAsync(string customer, string requestId, TimeSpan remainingTime)
    {
        using var requestIdInEvents = LogContext.PushProperty("AwsRequestId", requestId);
        using var timeIsUp = new CancellationTokenSource(remainingTime - Reserve);
        try
        {
            _logger.Information("{Start} start for {Customer}", _isWarm ? "Warm" : "Cold", customer);
            _isWarm = true;
            if (customer.Length == 0) throw new ArgumentException("There is no customer without a name.");
            return $"Hello, {customer}";
        }
        catch (ArgumentException exception)
        {
            _logger.Error(exception, "Refused");
            return "refused";
        }
        finally
        {
            // The process is frozen as soon as the answer is out: what was not sent by then waits for the next invocation, or for ever.
            await FlushAsync(timeIsUp.Token);
        }
    }

    static async Task FlushAsync(CancellationToken timeIsUp)
    {
        try
        {
            await CloudWatchSinks.FlushAllAsync(timeIsUp);
        }
        catch (OperationCanceledException)
        {
            // Nothing is dropped: the sink goes on with it when the environment thaws.
        }
    }
}
