using Amazon.Runtime;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Runtime;

/// <summary>What a callback logs is refused until it returns, and not for the rest of the life of whatever it started.</summary>
public class SinkScopeTests
{
    [Test]
    public void AScopeEndsWithItsCallWhereverItsContextWasTaken()
    {
        var sink = new object();
        ExecutionContext? taken = null;
        SinkScope.OwnCallsOf(sink).Run(_ =>
        {
            taken = ExecutionContext.Capture();
            SinkScope.Refuses(sink).Should().BeTrue();
            SinkScope.IsInside(sink).Should().BeTrue();
            ExecutionContext.Run(taken!, _ => SinkScope.Refuses(new object()).Should().BeTrue("every sink refuses"), null);
        }, 0);

        SinkScope.Refuses(sink).Should().BeFalse();
        ExecutionContext.Run(taken!, _ => SinkScope.Refuses(sink).Should().BeFalse(), null);
        SinkScope.OwnCallsOf(sink).Run(_ => ExecutionContext.Run(taken!, _ => SinkScope.IsInside(sink).Should().BeFalse("it is another call"), null), 0);
    }

    [Test]
    public void ACallInsideACallGivesItsScopeBack()
    {
        var sink = new object();
        SinkScope.OwnCallsOf(sink).Run(_ =>
        {
            SinkScope.FallbackOf(sink).Run(_ => SinkScope.Refuses(new object()).Should().BeFalse(), 0);
            SinkScope.Refuses(new object()).Should().BeTrue();
        }, 0);
    }

    [Test]
    public async Task WhatATaskLogsThatACallbackStartedIsDelivered()
    {
        var started = new Started();
        await using var sink = await EmulatedSink.StartAsync(o => o.OnFailure = _ => started.Once());
        started.Log = i => sink.Emit($"later {i}");
        sink.Sink.Emit(Some.Event("of 1969", at: DateTimeOffset.UnixEpoch.AddDays(-1)));
        await sink.FlushAsync();

        await ShouldDeliverAsync(sink, started);
    }

    [Test]
    public async Task WhatATaskLogsThatAFormatterStartedIsDelivered()
    {
        var started = new Started();
        await using var sink = await EmulatedSink.StartAsync(o => o.Formatter = new StartingFormatter(started));
        started.Log = i => sink.Emit($"later {i}");
        sink.Emit("first");
        await sink.FlushAsync();

        await ShouldDeliverAsync(sink, started);
    }

    [Test]
    public async Task WhatATaskLogsThatACredentialsProviderStartedIsDelivered()
    {
        var started = new Started();
        await using var sink = await EmulatedSink.StartAsync(o => o.Connection.Credentials = new StartingCredentials(o.Connection.Credentials!, started));
        started.Log = i => sink.Emit($"later {i}");
        sink.Emit("first");
        await sink.FlushAsync();

        await ShouldDeliverAsync(sink, started);
    }

    [Test]
    public async Task WhatATaskLogsThatAFallbackStartedIsDelivered()
    {
        var started = new Started();
        await using var sink = await EmulatedSink.StartAsync(o => o.Fallback = to => to.Sink(new StartingSink(started)));
        started.Log = i => sink.Emit($"later {i}");
        sink.Sink.Emit(Some.Event("of 1969", at: DateTimeOffset.UnixEpoch.AddDays(-1)));
        await sink.FlushAsync();

        await ShouldDeliverAsync(sink, started);
    }

    static async Task ShouldDeliverAsync(EmulatedSink sink, Started started)
    {
        await started.LogAllAsync();
        await sink.FlushAsync();

        sink.Stored.Count(m => m.StartsWith("later", StringComparison.Ordinal)).Should().Be(Started.Count);
        sink.Sink.Gauges.Ledger.Suppressed.Should().Be(0);
        sink.ShouldBeAccountedFor();
    }

    /// <summary>A task that is started inside a callback and logs after it.</summary>
    sealed class Started
    {
        public const int Count = 100;

        readonly TaskCompletionSource _mayLog = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? _task;

        public Action<int> Log { get; set; } = _ => { };

        public void Once()
        {
            _task ??= Task.Run(async () =>
            {
                await _mayLog.Task.WaitAsync(Limits.Patience);
                for (var i = 0; i < Count; i++) Log(i);
            });
        }

        public async Task LogAllAsync()
        {
            _task.Should().NotBeNull("the callback was called");
            _mayLog.SetResult();
            await _task!.WaitAsync(Limits.Patience);
        }
    }

    sealed class StartingFormatter(Started started) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            started.Once();
            logEvent.RenderMessage(output);
        }
    }

    sealed class StartingSink(Started started) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => started.Once();
    }

    sealed class StartingCredentials(AWSCredentials credentials, Started started) : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials()
        {
            started.Once();
            return credentials.GetCredentials();
        }

        public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());
    }
}
