using System.Buffers;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Soak;

/// <summary>A service that fails in the way it is told to, and refuses each put with a bad event in it.</summary>
sealed class SoakClient : FakeClient
{
    public const string Bad = "a bad event";

    readonly HashSet<string> _streams = [];
    long _stored;
    int _puts;
    volatile SoakFault _fault;

    public SoakFault Fault
    {
        get => _fault;
        set => _fault = value;
    }

    public long Stored => Interlocked.Read(ref _stored);

    public override string Endpoint => "soak";

    public override async Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(5, cancellationToken);

        // Not each put: some get through, as in life.
        if (Interlocked.Increment(ref _puts) % 5 != 0) Fail(request.LogStreamName);
        lock (_streams)
        {
            if (!_streams.Contains(request.LogStreamName)) throw Error(CloudWatchLogsErrorClass.NotFound);
        }

        if (request.Body.ToArray().AsSpan().IndexOf("a bad event"u8) >= 0) throw Error(CloudWatchLogsErrorClass.Invalid);
        Interlocked.Add(ref _stored, request.Body.ToArray().AsSpan().Count("{\"timestamp\":"u8));
        return PutLogEventsResponse.AllStored;
    }

    public override async Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_streams) _streams.Add(request.LogStreamName);
    }

    static CloudWatchLogsException Error(CloudWatchLogsErrorClass errorClass, bool outcomeUnknown = false) =>
        new("a fault of the soak", null, errorClass.ToString(), errorClass, outcomeUnknown: outcomeUnknown);

    void Fail(string stream)
    {
        switch (_fault)
        {
            case SoakFault.Unavailable: throw Error(CloudWatchLogsErrorClass.Unavailable);
            case SoakFault.Throttled: throw Error(CloudWatchLogsErrorClass.Throttled);
            case SoakFault.Unanswered: throw Error(CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);
            case SoakFault.Denied: throw Error(CloudWatchLogsErrorClass.Denied);
            case SoakFault.StreamsGone:
                lock (_streams) _streams.Remove(stream);
                break;
        }
    }
}
