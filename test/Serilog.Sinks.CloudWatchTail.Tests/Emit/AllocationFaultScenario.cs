using System.Collections.Concurrent;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>
/// The life of a sink, as eventful as possible, and as repeatable: streams that do not exist, events out of the order of their time, refused ones,
/// throttles, rejected ranges, lost answers, a full queue, flushes, an end without the service, and late events; on request with details and a budget, or
/// with so many events that batches have their places on the queue's pages.
/// </summary>
sealed class AllocationFaultScenario : IDisposable
{
    static readonly TimeSpan Patience = Limits.Patience;

    /// <summary>A program that another test starts holds all locks of this process until it runs: what is locked then is found by a later sink.</summary>
    const int MostHeirs = 100;

    readonly TempFolder? _folder;
    readonly bool _costs;
    readonly bool _pages;
    readonly Client _client = new();
    readonly ConcurrentQueue<CloudWatchFailure> _failures = new();
    readonly List<string> _wrong = [];
    int _emitted;
    int _details;

    AllocationFaultScenario(AllocationFaultKind kind)
    {
        _folder = kind.HasFlag(AllocationFaultKind.Durable) ? new TempFolder() : null;
        _costs = kind.HasFlag(AllocationFaultKind.Costs);
        _pages = kind.HasFlag(AllocationFaultKind.Pages);
    }

    /// <summary>Runs it once, with memory short at one point.</summary>
    /// <param name="passed">Takes how often each point was passed.</param>
    /// <returns>What is wrong; none if nothing is.</returns>
    public static string? Run(int kind, int points, int point, int hit, int allocations, int[]? passed)
    {
        using var scenario = new AllocationFaultScenario((AllocationFaultKind)kind);
        AllocationFaults.Begin(points, point, hit, allocations);
        int[] hits;
        try
        {
            scenario.Run();
        }
        catch (Exception ex)
        {
            scenario._wrong.Add(ex.ToString());
        }
        finally
        {
            hits = AllocationFaults.End();
        }

        if (passed is not null) hits.CopyTo(passed, 0);
        return scenario._wrong.Count == 0 ? null : string.Join(" / ", scenario._wrong);
    }

    public void Dispose() => _folder?.Dispose();

    void Run()
    {
        var sinks = new List<BatchedCloudWatchSink> { Create() };
        var sink = sinks[0];
        if (_pages) EmitPages(sink);
        EmitDetails(sink);
        for (var i = 0; i < 60; i++) Emit(sink, i % 11 == 5 ? "poison" : "", $"s{i % 4}", Some.Instant.AddHours(i % 9 == 0 ? -30 * (i % 2) : -(i * 7 % 20)));
        Emit(sink, "", "s0", DateTimeOffset.UnixEpoch.AddDays(-1));
        Flush(sink);

        // The loop is held while more come than there is room for.
        if (_client.Hold(() => Emit(sink, "", "s1", Some.Instant, LogEventLevel.Fatal), Patience))
        {
            EmitDetails(sink);
            for (var i = 0; i < 70; i++) Emit(sink, new string('é', i), $"s{i % 3}", Some.Instant.AddMinutes(-i));
        }

        _client.Release();
        Flush(sink);

        // One stream does not work until its events are given up, which durable mode never does.
        for (var i = 0; i < 15; i++) Emit(sink, "", i % 3 == 0 && _folder is null ? "denied" : "s2", Some.Instant);
        Flush(sink);

        _client.IsDown = true;
        EmitDetails(sink);
        for (var i = 0; i < 15; i++) Emit(sink, "", $"s{i % 3}", Some.Instant.AddMinutes(-i));
        Stop(sink);
        for (var i = 0; i < 2; i++) Emit(sink, "late", "s1", Some.Instant);
        LateEvents.WaitUntilReported(Patience);

        _client.IsDown = false;
        for (var more = 0; more < (_folder is null ? 0 : 2); more++)
        {
            // The next process, which takes over what was left; the last one has memory enough.
            if (more == 1) AllocationFaults.Suspend();
            sinks.Add(Create());
            Emit(sinks[^1], "", "s1", Some.Instant);
            Flush(sinks[^1]);
            Stop(sinks[^1]);
        }

        for (var heirs = 0; _folder is not null && heirs < MostHeirs && Missing().Length > Unnamed() + Discarded(sinks); heirs++)
        {
            sinks.Add(Create());
            Flush(sinks[^1]);
            Stop(sinks[^1]);
        }

        Verify(sinks);
    }

    BatchedCloudWatchSink Create() => SinkFactory.CreateBatched(new CloudWatchSinkOptions
    {
        LogGroup = "/g",
        LogStream = "{T}",
        Formatter = NumberedEvents.Formatter,
        TimeProvider = new JumpingTimeProvider(),
        Randomizer = () => 0.5,
        ClientFactory = (_, _) => _client,
        BufferBaseFilename = _folder?.GetFile("orders"),
        OnFailure = _failures.Enqueue,
        BatchSizeLimit = _pages ? 230 : 10,
        EventSizeLimitBytes = 2_000,
        QueueLimit = _pages ? 1_000 : 65,
        QueueLimitBytes = _pages ? 1024 * 1024 : 128 * 1024 * 1024,
        StreamLimit = 5,
        MaxConcurrentRequests = 2,
        FlushAtLevel = LogEventLevel.Fatal,
        RetryTimeLimit = TimeSpan.FromSeconds(40),
        ShutdownTimeLimit = TimeSpan.FromSeconds(20),
        RestrictedToMinimumLevel = LogEventLevel.Information,
        DetailLevel = _costs ? LogEventLevel.Debug : null,
        DetailKey = "T",
        DetailLimitBytes = 64 * 1024,
        BytesPerMinuteLimit = _costs ? 4_000 : null,
        MeasureTemplates = _costs,
    });

    /// <summary>
    /// A page of two streams in long runs, which is handed over to the batches. When little but the events of the stream that does not work is left on it,
    /// another page comes, and these events are copied.
    /// </summary>
    void EmitPages(BatchedCloudWatchSink sink)
    {
        if (_client.Hold(() => Emit(sink, "", "s1", Some.Instant, LogEventLevel.Fatal), Patience)) EmitRuns(sink, 511);
        var late = _client.HoldOnceStored(460);
        _client.Release();
        var flushed = sink.FlushAsync(CancellationToken.None);
        if (WaitHandle.WaitAny([late, ((IAsyncResult)flushed).AsyncWaitHandle], Patience) == 0) EmitRuns(sink, 300);
        _client.Release();
        Flush(sink);
    }

    void EmitRuns(BatchedCloudWatchSink sink, int count)
    {
        for (var i = 0; i < count; i++) Emit(sink, "", i % 70 > 65 ? "denied" : "s1", Some.Instant.AddSeconds(i));
    }

    /// <summary>More details than there is room for, of traces of which one fails while they are held.</summary>
    void EmitDetails(BatchedCloudWatchSink sink)
    {
        if (!_costs) return;
        for (var i = 0; i < 30; i++)
        {
            Emit(sink, new string('d', i % 5 * 400), $"s{i % 4}", Some.Instant.AddMinutes(-i), LogEventLevel.Debug);
            if (i % 12 == 11) Emit(sink, "", "s3", Some.Instant, LogEventLevel.Error);
        }
    }

    void Emit(BatchedCloudWatchSink sink, string text, string stream, DateTimeOffset at, LogEventLevel level = LogEventLevel.Information)
    {
        if (level < LogEventLevel.Information) _details++;
        var logEvent = NumberedEvents.Create(++_emitted, _emitted % 9, text, stream, level, at);
        try
        {
            AllocationFaults.OnThisThread(() => sink.Emit(logEvent));
        }
        catch (Exception ex)
        {
            _wrong.Add($"Emit threw {ex}");
        }
    }

    void Flush(BatchedCloudWatchSink sink)
    {
        if (!EndsInTime(sink.FlushAsync(CancellationToken.None))) _wrong.Add($"a flush does not complete, {sink.Gauges.Counts()}");
        else if (sink.Gauges.Waiting > 0) _wrong.Add($"a flush completed while {sink.Gauges.Waiting} events waited");
    }

    void Stop(BatchedCloudWatchSink sink)
    {
        if (!EndsInTime(sink.StopAsync(TimeSpan.FromSeconds(20)))) _wrong.Add("the sink does not end");
    }

    /// <summary>Waits without spinning, as a task does at first: on a busy machine each yield of a spin costs a time slice, and there are a hundred in a run.</summary>
    static bool EndsInTime(Task task)
    {
        if (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(Patience)) return false;
        task.GetAwaiter().GetResult();
        return true;
    }

    void Verify(List<BatchedCloudWatchSink> sinks)
    {
        var delivered = sinks.Sum(s => s.Gauges.Ledger.Delivered);
        var lost = sinks.Sum(s => s.Gauges.Ledger.Lost);
        var details = sinks.ConvertAll(s => s.Gauges.Counts().Details);
        if (details.Sum(d => d.Kept) != _details) _wrong.Add($"{_details} details came, and {details.Sum(d => d.Kept)} are counted");
        if (details.Any(d => d.Held != 0 || d.Kept != d.Sent + d.Discarded)) _wrong.Add($"the details are {string.Join(", ", details)}");
        var emitted = _emitted - _details + details.Sum(d => d.Sent);
        if (sinks.Sum(s => s.Gauges.Emitted) != emitted) _wrong.Add($"{emitted} events were emitted, and {sinks.Sum(s => s.Gauges.Emitted)} are counted");
        if (sinks[^1].Gauges.Waiting != 0) _wrong.Add($"{sinks[^1].Gauges.Waiting} events wait at the end");
        foreach (var gauges in sinks.Select(s => s.Gauges))
        {
            if (gauges.Emitted + gauges.Recovered != gauges.Ledger.Delivered + gauges.Ledger.Lost + gauges.Waiting)
                _wrong.Add($"{gauges.Emitted} + {gauges.Recovered} = {gauges.Ledger.Delivered} + {gauges.Ledger.Lost} + {gauges.Waiting}");
        }

        var reports = Reports();
        if (reports.Sum(f => f.Count) != lost) _wrong.Add($"{lost} events are lost, and {reports.Sum(f => f.Count)} reported");
        foreach (var reason in Enum.GetValues<CloudWatchFailureReason>())
        {
            var (counted, told) = (sinks.Sum(s => s.Gauges.Ledger.LostBy(reason)), reports.Where(f => f.Reason == reason).Sum(f => f.Count));
            if (counted != told) _wrong.Add($"{reason}: {counted} counted and {told} reported");
        }

        var missing = Missing();
        if (missing.Length > Unnamed() + Discarded(sinks)) _wrong.Add($"neither stored nor reported: {string.Join(", ", missing)}");
        if (_folder is not null) return;

        var definite = reports.Where(f => !f.OutcomeUnknown).SelectMany(f => f.Events).Select(NumberedEvents.NumberOf).ToArray();
        if (definite.Any(_client.Stored.Contains)) _wrong.Add($"stored and lost: {string.Join(", ", definite.Where(_client.Stored.Contains))}");
        var maybe = reports.Where(f => f.OutcomeUnknown).Sum(f => f.Count);
        if (delivered > _client.Stored.Count || delivered + maybe < _client.Stored.Count) _wrong.Add($"{delivered} events are delivered, and {_client.Stored.Count} stored");
    }

    CloudWatchFailure[] Reports() => [.. _failures.Where(f => f.Kind != CloudWatchFailureKind.Temporary)];

    static long Discarded(List<BatchedCloudWatchSink> sinks) => sinks.Sum(s => s.Gauges.Counts().Details.Discarded);

    long Unnamed() => Reports().Sum(f => f.Count - f.Events.Count);

    int[] Missing()
    {
        var named = Reports().SelectMany(f => f.Events).Select(NumberedEvents.NumberOf).ToHashSet();
        return [.. Enumerable.Range(1, _emitted).Where(n => !named.Contains(n) && !_client.Stored.Contains(n))];
    }

    /// <summary>The wire: each failure of the service in its turn, and always the same ones.</summary>
    sealed class Client : FakeClient
    {
        readonly HashSet<string> _streams = [];
        readonly ManualResetEventSlim _held = new(initialState: false, spinCount: 0);
        readonly ManualResetEvent _late = new(initialState: false);
        readonly ManualResetEventSlim _go = new(initialState: true, spinCount: 0);
        int _puts;
        int _holdAt = int.MaxValue;

        /// <summary>The loop's thread alone writes; read once the sinks have ended.</summary>
        public HashSet<int> Stored { get; } = [];

        public volatile bool IsDown;

        public override string Endpoint => "faulty";

        /// <summary>Holds the next put, and with it the loop. Whether it came.</summary>
        public bool Hold(Action emit, TimeSpan limit)
        {
            _held.Reset();
            _go.Reset();
            emit();
            return _held.Wait(limit);
        }

        /// <summary>Holds the put that comes once so many events are stored. Called while the loop is held.</summary>
        public WaitHandle HoldOnceStored(int events)
        {
            _holdAt = events;
            return _late;
        }

        public void Release() => _go.Set();

        public override Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
        {
            if (Stored.Count >= _holdAt)
            {
                _holdAt = int.MaxValue;
                _go.Reset();
                _late.Set();
            }

            _held.Set();
            if (!_go.Wait(Patience)) throw new TimeoutException();
            if (IsDown) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Unavailable);
            if (!_streams.Contains(request.LogStreamName)) throw ScriptedClient.Error(CloudWatchLogsErrorClass.NotFound);
            if (request.LogStreamName == "denied") throw ScriptedClient.Error(CloudWatchLogsErrorClass.Denied);
            using var body = JsonDocument.Parse(request.Body);
            var messages = body.RootElement.GetProperty("logEvents").EnumerateArray().Select(e => e.GetProperty("message").GetString()!).ToArray();
            var dice = ++_puts % 12;
            if (dice == 3) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Throttled);
            if (dice == 6) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Unavailable);
            if (messages.Any(m => m.Contains("poison", StringComparison.Ordinal))) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Invalid);
            var (from, to) = dice == 9 && messages.Length > 2 ? (1, messages.Length - 1) : (0, messages.Length);
            foreach (var message in messages[from..to]) Stored.Add(NumberedEvents.NumberOf(message));
            if (dice == 11) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);
            return Task.FromResult(from == 0 ? PutLogEventsResponse.AllStored : new PutLogEventsResponse(TooOldLogEventEndIndex: from, TooNewLogEventStartIndex: to));
        }

        public override Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken)
        {
            _streams.Add(request.LogStreamName);
            return Task.CompletedTask;
        }
    }
}
