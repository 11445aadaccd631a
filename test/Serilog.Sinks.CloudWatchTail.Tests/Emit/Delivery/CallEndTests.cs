using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

/// <summary>
/// A call counts as under way until the loop has been woken: otherwise there would be a moment in which nothing is under way, and yet the loop waits for a
/// time far ahead.
/// </summary>
public class CallEndTests
{
    [Test]
    public async Task TheLoopIsWokenBeforeAPutCountsAsEnded()
    {
        var clock = new ArmedClock();
        using var client = new AnsweringClient();
        await using var sink = new SinkUnderTest(options => (options.TimeProvider, options.ClientFactory, options.EagerlyEmitFirstEvent) = (clock, (_, _) => client, true));
        sink.Emit("sent");
        await client.PutIsSent.Task.WaitAsync(Limits.Patience);

        WhenWoken(sink, clock, () => client.Put.SetResult(PutLogEventsResponse.AllStored)).Should().Equal(1);
    }

    [Test]
    public async Task TheLoopIsWokenBeforeTheCreationOfAStreamCountsAsEnded()
    {
        var clock = new ArmedClock();
        using var client = new AnsweringClient();
        client.Put.SetException(ScriptedClient.Error(CloudWatchLogsErrorClass.NotFound));
        await using var sink = new SinkUnderTest(options => (options.TimeProvider, options.ClientFactory, options.EagerlyEmitFirstEvent) = (clock, (_, _) => client, true));
        sink.Emit("sent");
        await client.CreationIsSent.Task.WaitAsync(Limits.Patience);

        WhenWoken(sink, clock, client.Creation.SetResult).Should().Equal(1);
    }

    /// <summary>How many calls were under way when the answer, which continues on this thread, ended the loop's wait.</summary>
    static List<int> WhenWoken(SinkUnderTest sink, ArmedClock clock, Action answer)
    {
        // An event that waits for its time has the loop wait for it.
        sink.Emit("waits");
        clock.UntilArmed();
        var underWay = new List<int>();
        clock.Disarmed = () => underWay.Add(sink.Sink.Gauges.CallsUnderWay);
        answer();
        clock.Disarmed = null;
        return underWay;
    }

    /// <summary>A clock that stands still, and tells when the loop's wait for it ends.</summary>
    sealed class ArmedClock : TimeProvider
    {
        readonly ManualResetEventSlim _armed = new();

        [ThreadStatic]
        static Action? _disarmed;

        /// <summary>Called on the thread that set it.</summary>
        public Action? Disarmed
        {
            get => _disarmed;
            set => _disarmed = value;
        }

        public void UntilArmed() => _armed.Wait(Limits.Patience).Should().BeTrue("the loop waits for a time");

        public override DateTimeOffset GetUtcNow() => Some.Instant;

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new ArmedTimer(this);

        sealed class ArmedTimer(ArmedClock clock) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime < TimeSpan.Zero)
                {
                    clock._armed.Reset();
                    clock.Disarmed?.Invoke();
                }
                else
                {
                    clock._armed.Set();
                }

                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    /// <summary>A wire whose answers continue on the thread that gives them.</summary>
    sealed class AnsweringClient : FakeClient
    {
        public TaskCompletionSource PutIsSent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource CreationIsSent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<PutLogEventsResponse> Put { get; } = new();

        public TaskCompletionSource Creation { get; } = new();

        public override string Endpoint => "answering";

        public override Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
        {
            PutIsSent.TrySetResult();
            return Put.Task;
        }

        public override Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken)
        {
            CreationIsSent.TrySetResult();
            return Creation.Task;
        }
    }
}
