using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>What <see cref="CloudWatchSinks.Status"/> says of a sink in each of its states, and that it belongs to one moment.</summary>
public class StatusTests
{
    static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);

    [Test]
    public async Task AStatusFollowsASinkFromItsStartThroughABackOffToItsRecovery([Values] bool durable)
    {
        using var folder = new TempFolder();
        var group = NewGroup();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            o.LogGroup = group;
            o.EagerlyEmitFirstEvent = false;
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        });
        StatusOf(group).Should().BeEquivalentTo(new CloudWatchSinkStatus { LogGroup = group });

        // The group and its stream are created on the way, which is no failure.
        sink.Emit("one", "two", "three");
        await sink.FlushAsync();
        var works = StatusOf(group);
        works.Should().BeEquivalentTo(new CloudWatchSinkStatus
        {
            LogGroup = group,
            Streams = [new CloudWatchStreamStatus { Name = EmulatedSink.Stream }],
            Emitted = 3,
            Delivered = 3,
            BytesByLevel = Bytes(3 + 3 + 5 + (3 * 26)),
            LastSuccess = works.LastSuccess,
        });
        works.LastSuccess.Should().BeOnOrBefore(sink.Clock.GetUtcNow()).And.BeOnOrAfter(sink.Clock.Start);

        sink.Clock.Advance(TimeSpan.FromSeconds(1));
        var fault = sink.Aws.Faults.On("PutLogEvents").UntilCleared().Throttle();
        sink.Emit("four", "five");
        await sink.SettleUntilAsync(() => StatusOf(group).BackingOffUntil is not null);
        var backsOff = StatusOf(group);
        backsOff.Should().BeEquivalentTo(new CloudWatchSinkStatus
        {
            LogGroup = group,
            Streams = [new CloudWatchStreamStatus { Name = EmulatedSink.Stream, IsBackingOff = true, BackingOffUntil = backsOff.LastFailure + FirstBackOff }],
            Emitted = 5,
            WaitingInMemory = durable ? 0 : 2,
            WaitingOnDisk = durable ? 2 : 0,
            Delivered = 3,
            BytesByLevel = Bytes(3 + 3 + 5 + 4 + 4 + (5 * 26)),
            LastSuccess = works.LastSuccess,
            LastFailure = backsOff.LastFailure,
            LastError = backsOff.LastError,
        });
        backsOff.Waiting.Should().Be(2);
        backsOff.LastFailure.Should().BeAfter(works.LastSuccess!.Value).And.BeOnOrBefore(sink.Clock.GetUtcNow());
        backsOff.LastError!.ErrorCode.Should().Be("ThrottlingException");

        fault.Clear();
        sink.Sink.Emit(Some.Event("ancient", at: DateTimeOffset.UnixEpoch.AddMilliseconds(-1)));
        await sink.FlushAsync();
        var recovered = StatusOf(group);
        recovered.Should().BeEquivalentTo(new CloudWatchSinkStatus
        {
            LogGroup = group,
            Streams = works.Streams,
            Emitted = 6,
            Delivered = 5,
            LostByReason = new Dictionary<CloudWatchFailureReason, long> { [CloudWatchFailureReason.Invalid] = 1 },
            BytesByLevel = Bytes(3 + 3 + 5 + 4 + 4 + (5 * 26) + (durable ? 7 + 26 : 0)),
            LastSuccess = recovered.LastSuccess,
            LastFailure = backsOff.LastFailure,
            LastError = backsOff.LastError,
        });
        recovered.Lost.Should().Be(1);
        recovered.LastSuccess.Should().BeOnOrAfter(recovered.LastFailure!.Value);
        backsOff.Delivered.Should().Be(3, "a snapshot does not change");
    }

    [Test]
    public async Task AStreamThatBacksOffIsToldFromThoseThatDoNot()
    {
        var group = NewGroup();
        await using var sink = await EmulatedSink.StartAsync(o => (o.LogGroup, o.LogStream) = (group, "{Tenant}"));
        sink.Aws.Faults.On("PutLogEvents").ForStream("b").UntilCleared().Reject("AccessDeniedException", "not this one");
        foreach (var tenant in new[] { "a", "b" }) sink.Sink.Emit(Some.Event("x", at: DateTimeOffset.UtcNow, properties: [("Tenant", tenant)]));
        await sink.SettleUntilAsync(() => StatusOf(group) is { IsBackingOff: true, Delivered: 1 });

        var status = StatusOf(group);
        status.Streams.Select(s => (s.Name, s.IsBackingOff)).Should().Equal(("a", false), ("b", true));
        status.BackingOffUntil.Should().Be(status.Streams[1].BackingOffUntil);
        status.LastError!.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);
        status.WaitingInMemory.Should().Be(1);
    }

    [Test]
    public async Task WhileAStreamIsTriedAgainItIsStillBackingOffButUntilNoMoment()
    {
        var group = NewGroup();
        await using var sink = await EmulatedSink.StartAsync(o => o.LogGroup = group);
        sink.Emit("one");
        await sink.FlushAsync();
        sink.Aws.Faults.On("PutLogEvents").Throttle();
        sink.Emit("two");
        await sink.SettleUntilAsync(() => StatusOf(group).IsBackingOff);
        var hold = sink.Aws.Faults.On("PutLogEvents").Hold();
        var flush = CloudWatchSinks.FlushAllAsync(group);
        await hold.WaitForHitsAsync();
        StatusOf(group).Should().BeEquivalentTo(new { IsBackingOff = true, BackingOffUntil = (DateTimeOffset?)null, Waiting = 1 });

        hold.Clear();
        await sink.SettleAsync(flush);
        StatusOf(group).IsBackingOff.Should().BeFalse();
    }

    [Test]
    public async Task AStreamThatNoEventChoosesAnyLongerIsForgotten()
    {
        var group = NewGroup();
        await using var sink = await EmulatedSink.StartAsync(o => (o.LogGroup, o.LogStream) = (group, "{Tenant}"));
        foreach (var tenant in new[] { "a", "b", "c" })
        {
            sink.Sink.Emit(Some.Event("x", at: DateTimeOffset.UtcNow, properties: [("Tenant", tenant)]));
            await sink.FlushAsync();
            sink.Clock.Advance(TimeSpan.FromHours(1));
        }

        StatusOf(group).Streams.Select(s => s.Name).Should().Contain("c").And.NotContain("a");
    }

    [Test]
    public async Task TwoSinksOfOneGroupAreToldOneByOneAndADisposedOneLeaves()
    {
        var group = NewGroup();
        await using var first = await EmulatedSink.StartAsync(o => (o.LogGroup, o.LogStream) = (group, "first"));
        var second = EmulatedSink.On(first.Aws, o => (o.LogGroup, o.LogStream) = (group, "second"));
        first.Emit("one");
        second.Emit("two", "three");
        await first.FlushAsync();
        await second.FlushAsync();
        StatusesOf(group).Select(s => (s.Streams.Single().Name, s.Delivered)).Should().Equal(("first", 1), ("second", 2));

        await second.DisposeAsync();
        StatusesOf(group).Should().ContainSingle().Which.Delivered.Should().Be(1);
        await first.DisposeAsync();
        StatusesOf(group).Should().BeEmpty();
    }

    [Test]
    public async Task WhatADisposedSinkLeftOnTheDiskIsRecoveredByTheNextOne()
    {
        using var folder = new TempFolder();
        var group = NewGroup();
        Action<CloudWatchSinkOptions> durable = o => (o.LogGroup, o.BufferBaseFilename, o.EagerlyEmitFirstEvent) = (group, folder.GetFile("orders"), false);
        await using var first = await EmulatedSink.StartAsync(durable);
        first.Emit("one", "two");
        await first.Sink.StopAsync(TimeSpan.Zero);

        await using var second = EmulatedSink.On(first.Aws, durable);
        StatusOf(group).Should().BeEquivalentTo(new { Emitted = 0, Recovered = 2, WaitingOnDisk = 2, WaitingInMemory = 0 });
        await second.FlushAsync();
        StatusOf(group).Should().BeEquivalentTo(new { Emitted = 0, Recovered = 2, Waiting = 0, Delivered = 2 });
    }

    [Test]
    public async Task AFlushOfOneGroupWaitsForItsSinksAlone()
    {
        var (group, other) = (NewGroup(), NewGroup());
        await using var first = await EmulatedSink.StartAsync(o => o.LogGroup = group);
        await using var second = EmulatedSink.On(first.Aws, o => o.LogGroup = group);
        await using var stuck = EmulatedSink.On(first.Aws, o => o.LogGroup = other);
        first.Aws.Faults.On("PutLogEvents").ForGroup(other).UntilCleared().Hold();
        foreach (var sink in new[] { first, second, stuck }) sink.Emit("x");

        await CloudWatchSinks.FlushAllAsync(group).WaitAsync(Limits.Patience);
        StatusesOf(group).Select(s => s.Delivered).Should().Equal(1, 1);
        StatusOf(other).Waiting.Should().Be(1);
        first.Aws.Faults.Clear();
    }

    [Test]
    public async Task AFlushOfAGroupWithoutSinksIsDoneAndOneOfNoGroupIsRefused()
    {
        await CloudWatchSinks.FlushAllAsync(NewGroup()).WaitAsync(Limits.Patience);
        ((Action)(() => CloudWatchSinks.FlushAllAsync("").Wait())).Should().Throw<ArgumentException>().WithParameterName("logGroup");
        ((Action)(() => CloudWatchSinks.FlushAllAsync(null!).Wait())).Should().Throw<ArgumentNullException>().WithParameterName("logGroup");
    }

    [Test]
    public async Task AStatusCanBeReadInTheCallbackOfItsSink()
    {
        var group = NewGroup();
        CloudWatchSinkStatus? seen = null;
        await using var sink = await EmulatedSink.StartAsync(o => (o.LogGroup, o.OnFailure) = (group, _ => seen = StatusOf(group)));
        sink.Aws.Faults.On("PutLogEvents").Throttle();
        sink.Emit("one");
        await sink.FlushAsync();
        seen.Should().BeEquivalentTo(new { IsBackingOff = true, Waiting = 1, LastError = new { ErrorCode = "ThrottlingException" } });
    }

    [Test]
    public async Task NoLockIsHeldWhileTheClockIsAsked()
    {
        var group = NewGroup();
        var clock = new StandingClock();
        await using var sink = await EmulatedSink.StartAsync(o => (o.LogGroup, o.TimeProvider) = (group, clock));
        var status = Task.Factory.StartNew(() => clock.StandIn(() => StatusOf(group)), TaskCreationOptions.LongRunning);
        await clock.Stands.WaitAsync(Limits.Patience);
        await Task.Run(() => sink.Emit("one")).WaitAsync(Limits.Patience);
        await CloudWatchSinks.FlushAllAsync(group).WaitAsync(Limits.Patience);
        await EmulatedSink.On(sink.Aws, o => o.LogGroup = NewGroup()).DisposeAsync().AsTask().WaitAsync(Limits.Patience);
        status.IsCompleted.Should().BeFalse();
        clock.GoOn();
        (await status.WaitAsync(Limits.Patience)).Delivered.Should().Be(1);
    }

    [Test]
    public async Task AStatusBelongsToOneMomentWheneverItIsRead([Values] bool durable)
    {
        using var folder = new TempFolder();
        var group = NewGroup();
        var puts = 0;
        var client = new AcceptingClient
        {
            OnPut = async (_, _) =>
            {
                await Task.Yield();
                if (Interlocked.Increment(ref puts) % 3 == 0) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Throttled);
            },
        };
        var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = group,
            LogStream = "{Stream}",
            TimeProvider = new FastTimeProvider(1_000),
            ClientFactory = (_, _) => client,
            BatchSizeLimit = 20,
            MaxConcurrentRequests = 1,
            RetryTimeLimit = TimeSpan.FromDays(1),
            BufferBaseFilename = durable ? folder.GetFile("orders") : null,
            OnFailure = _ => { },
        });
        var looks = new Looks(group);
        for (var i = 0; i < 20_000; i++) sink.Emit(Some.Event("x", properties: [("Stream", i % 40)]));
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        (await looks.EndAsync()).Should().BeEmpty();
        StatusOf(group).Should().BeEquivalentTo(new { Emitted = 20_000, Delivered = 20_000, Waiting = 0, IsBackingOff = false });
        await sink.StopAsync(TimeSpan.Zero).WaitAsync(Limits.Patience);
    }

    static string NewGroup() => $"/status/{Guid.NewGuid():N}";

    static Dictionary<Serilog.Events.LogEventLevel, long> Bytes(long information) => new() { [Serilog.Events.LogEventLevel.Information] = information };

    static CloudWatchSinkStatus StatusOf(string group) => StatusesOf(group).Single();

    static IEnumerable<CloudWatchSinkStatus> StatusesOf(string group) => CloudWatchSinks.Status.Where(s => s.LogGroup == group);

    /// <summary>Reads the status of a group's sink over and over, and keeps what contradicts itself or the look before.</summary>
    sealed class Looks
    {
        readonly string _group;
        readonly Task<List<string>> _looking;
        volatile bool _isDone;

        public Looks(string group)
        {
            _group = group;
            _looking = Task.Factory.StartNew(Look, TaskCreationOptions.LongRunning);
        }

        public Task<List<string>> EndAsync()
        {
            _isDone = true;
            return _looking.WaitAsync(Limits.Patience);
        }

        List<string> Look()
        {
            var faults = new List<string>();
            var last = StatusOf(_group);
            while (!_isDone && faults.Count == 0)
            {
                var status = StatusOf(_group);
                faults.AddRange(Faults(last, status));
                last = status;
            }

            return faults;
        }

        static IEnumerable<string> Faults(CloudWatchSinkStatus before, CloudWatchSinkStatus now)
        {
            if (now.Emitted + now.Recovered != now.Delivered + now.Lost + now.Waiting)
                yield return $"{now.Emitted} emitted, {now.Recovered} recovered; {now.Delivered} delivered, {now.Lost} lost, {now.Waiting} waiting";
            if (now.Delivered > 0 != now.LastSuccess is not null) yield return $"{now.Delivered} delivered, last success {now.LastSuccess}";
            if (now.LastSuccess != before.LastSuccess && now.Delivered == before.Delivered) yield return "a success without its events";
            if (now.IsBackingOff && now.LastError is null) yield return "a stream backs off without an error";
            if (now.Emitted < before.Emitted || now.Delivered < before.Delivered) yield return "a count shrank";
        }
    }

    /// <summary>The machine's clock, but one thread that asks it stands until told to go on.</summary>
    sealed class StandingClock : TimeProvider
    {
        readonly TaskCompletionSource _stands = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _thread;

        public Task Stands => _stands.Task;

        public T StandIn<T>(Func<T> action)
        {
            _thread = Environment.CurrentManagedThreadId;
            return action();
        }

        public void GoOn() => _goOn.SetResult();

        public override DateTimeOffset GetUtcNow()
        {
            if (Environment.CurrentManagedThreadId != _thread) return base.GetUtcNow();
            _stands.TrySetResult();
            if (!_goOn.Task.Wait(Limits.Patience)) throw new TimeoutException("The clock was never told to go on.");
            return base.GetUtcNow();
        }
    }
}
