using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A fake of the wire for unit tests of one stage: each call waits until the test answers it.</summary>
sealed class ScriptedClient : FakeClient
{
    readonly Channel<Put> _puts = Channel.CreateUnbounded<Put>();
    readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    readonly ConcurrentQueue<Task> _answers = new();

    int _sent;
    int _awaited;

    public override string Endpoint => "scripted";

    public bool Disposed { get; private set; }

    /// <summary>The next put that the sink sends.</summary>
    public async Task<Put> NextPutAsync()
    {
        Interlocked.Increment(ref _awaited);
        return await _puts.Reader.ReadAsync().AsTask().WaitAsync(Limits.Patience);
    }

    /// <summary>Whether a put that the test waits for was not sent yet; on a busy machine the test may hear of it much later.</summary>
    public bool OwesPut => Volatile.Read(ref _awaited) > Volatile.Read(ref _sent);

    /// <summary>The next other call.</summary>
    public async Task<Call> NextCallAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(Limits.Patience);

    /// <summary>Puts and other calls that the test has not answered yet.</summary>
    public int Unanswered => _answers.Count(answer => !answer.IsCompleted);

    /// <summary>Puts that were sent and that the test has not taken yet.</summary>
    public int PutsNotTaken => _puts.Reader.Count;

    public override Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(request.Body);
        var put = new Put(request.LogStreamName, [.. body.RootElement.GetProperty("logEvents").EnumerateArray().Select(e => e.GetProperty("message").GetString()!)]);
        Interlocked.Increment(ref _sent);
        _answers.Enqueue(put.Answer.Task);
        _puts.Writer.TryWrite(put);
        return put.Answer.Task.WaitAsync(cancellationToken);
    }

    public override Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken) => CallAsync(request, cancellationToken);

    public override Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken) => CallAsync(request, cancellationToken);

    public override Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken) => CallAsync(request, cancellationToken);

    public override Task TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) => CallAsync(request, cancellationToken);

    public override void Dispose() => Disposed = true;

    public static CloudWatchLogsException Error(CloudWatchLogsErrorClass errorClass, string message = "no", bool outcomeUnknown = false) =>
        new(message, null, errorClass.ToString(), errorClass, outcomeUnknown: outcomeUnknown);

    Task CallAsync(object request, CancellationToken cancellationToken)
    {
        var call = new Call(request);
        _answers.Enqueue(call.Answer.Task);
        _calls.Writer.TryWrite(call);
        return call.Answer.Task.WaitAsync(cancellationToken);
    }

    public sealed record Put(string Stream, string[] Messages)
    {
        public TaskCompletionSource<PutLogEventsResponse> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Accept() => Answer.SetResult(PutLogEventsResponse.AllStored);

        public void Fail(CloudWatchLogsErrorClass errorClass, string message = "no", bool outcomeUnknown = false) =>
            Answer.SetException(Error(errorClass, message, outcomeUnknown));
    }

    public sealed record Call(object Request)
    {
        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
