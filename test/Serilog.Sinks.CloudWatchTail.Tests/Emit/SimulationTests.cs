using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>
/// Random options, threads, streams, times and failures, by seed: whatever happens, each event ends in exactly one state, and no put breaks a
/// limit of the service.
/// </summary>
public class SimulationTests
{
    [Test]
    public async Task EveryEventEndsInExactlyOneState([Range(1, 6)] int seed, [Values] bool durable)
    {
        using var folder = new TempFolder();
        var baseFilename = durable ? folder.GetFile("orders") : null;
        var random = new Random(seed);
        var client = new MoodyClient(seed);
        var failures = new ConcurrentQueue<CloudWatchFailure>();
        var sink = CreateSink(random, client, failures, baseFilename);
        var emitted = 0;
        for (var round = random.Next(1, 4); round > 0; round--)
        {
            client.Mood = (Mood)random.Next(4);
            var writers = Enumerable.Range(0, 4).Select(_ => random.Next()).ToArray()
                .Select(s => Task.Factory.StartNew(() => Write(sink, new Random(s), ref emitted), TaskCreationOptions.LongRunning)).ToArray();
            await Task.WhenAll(writers).WaitAsync(Limits.Patience);
            if (random.Next(3) == 0) client.Mood = Mood.Fine;
            await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
            sink.Gauges.Waiting.Should().Be(0);
            sink.Gauges.Emitted.Should().Be(sink.Gauges.Ledger.Delivered + sink.Gauges.Ledger.Lost);
        }

        client.Mood = (Mood)random.Next(4);
        for (var i = 0; i < 500; i++) sink.Emit(NumberedEvents.Create(Interlocked.Increment(ref emitted), i % 40, "", $"s{random.Next(8)}"));
        await sink.DisposeAsync().AsTask().WaitAsync(Limits.Patience);

        BatchedCloudWatchSink[] sinks = [sink];
        if (durable)
        {
            // The next process, which finds the service in order.
            client.Mood = Mood.Fine;
            sinks = [sink, CreateSink(random, client, failures, baseFilename)];
            await sinks[1].FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
            sinks[1].Gauges.Recovered.Should().BeGreaterThanOrEqualTo(sink.Gauges.Waiting, "what is settled behind what waits comes again");
            await sinks[1].DisposeAsync().AsTask().WaitAsync(Limits.Patience);
        }

        Verify(sinks, client, failures, emitted, durable);
    }

    static BatchedCloudWatchSink CreateSink(Random random, MoodyClient client, ConcurrentQueue<CloudWatchFailure> failures, string? baseFilename)
    {
        var options = new CloudWatchSinkOptions
        {
            LogGroup = "/g",
            LogStream = "{T}",
            Formatter = random.Next(3) == 0 ? new MessageTemplateTextFormatter("{Message:lj} {N}") : NumberedEvents.Formatter,
            TimeProvider = new FastTimeProvider(2000),
            BufferBaseFilename = baseFilename,
            OnFailure = failures.Enqueue,
            BatchSizeLimit = random.Next(1, 60),
            BatchSizeLimitBytes = (random.Next(1, 4) * 2_000) + 1_024,
            EventSizeLimitBytes = 2_000,
            QueueLimit = random.Next(50, 3_000),

            // Room to keep each refused event for its report, which names them all here.
            QueueLimitBytes = 1L << 30,
            StreamLimit = random.Next(1, 6),
            MaxConcurrentRequests = random.Next(1, 8),
            BlockWhenFull = random.Next(2) == 0,
            RetryTimeLimit = TimeSpan.FromSeconds(random.Next(5, 600)),
            ShutdownTimeLimit = TimeSpan.FromSeconds(random.Next(0, 60)),
        };

        // A put of the sink before may still be under way: each is held to the limits of its own.
        options.ClientFactory = (_, _) => client.Within(options.BatchSizeLimit, options.BatchSizeLimitBytes);
        return SinkFactory.CreateBatched(options);
    }

    static void Write(BatchedCloudWatchSink sink, Random random, ref int emitted)
    {
        for (var i = 0; i < 800; i++)
        {
            var poison = random.Next(300) == 0 ? "poison" : "";
            var at = random.Next(500) == 0
                ? DateTimeOffset.UnixEpoch.AddDays(-1)
                : Some.Instant.AddMinutes(random.Next(20) == 0 ? random.Next(-6_000, 6_000) : random.Next(-30, 30));
            var text = $"{poison}{new string('é', random.Next(random.Next(30) == 0 ? 1_500 : 40))}";
            var level = random.Next(200) == 0 ? LogEventLevel.Fatal : LogEventLevel.Information;
            sink.Emit(NumberedEvents.Create(Interlocked.Increment(ref emitted), random.Next(random.Next(10) == 0 ? 40 : 8), text, $"s{random.Next(8)}", level, at));
            if (random.Next(400) == 0) _ = sink.FlushAsync(CancellationToken.None);
        }
    }

    static void Verify(BatchedCloudWatchSink[] sinks, MoodyClient client, ConcurrentQueue<CloudWatchFailure> failures, int emitted, bool mayComeAgain)
    {
        client.Broken.Should().BeEmpty();
        sinks.Sum(s => s.Gauges.Emitted).Should().Be(emitted);
        sinks[^1].Gauges.Waiting.Should().Be(0);
        sinks.Should().OnlyContain(s => s.Gauges.Emitted + s.Gauges.Recovered == s.Gauges.Ledger.Delivered + s.Gauges.Ledger.Lost + s.Gauges.Waiting);

        var reported = failures.Where(f => f.Kind != CloudWatchFailureKind.Temporary).ToArray();
        reported.Sum(f => f.Count).Should().Be(sinks.Sum(s => s.Gauges.Ledger.Lost));
        if (!mayComeAgain) reported.SelectMany(f => f.Events).Should().OnlyContain(e => NumberedEvents.IsItself(e));
        var lost = reported.Where(f => !f.OutcomeUnknown).SelectMany(f => f.Events).Select(NumberedEvents.NumberOf).ToArray();
        var unknown = reported.Where(f => f.OutcomeUnknown).SelectMany(f => f.Events).Select(NumberedEvents.NumberOf).ToArray();
        if (!mayComeAgain)
        {
            lost.Concat(unknown).Should().OnlyHaveUniqueItems();
            lost.Intersect(client.Stored).Except(client.StoredWithoutAnswer).Should().BeEmpty("a lost event is not stored");
        }

        Enumerable.Range(1, emitted).Except(client.Stored).Except(lost).Except(unknown).Should().BeEmpty("an event that is not stored is reported");
    }

    enum Mood
    {
        Fine,
        Flaky,
        Strict,
        Down,
    }

    /// <summary>A fake of the wire that throttles, fails, forgets streams, rejects, loses answers, and holds every put to the service's limits.</summary>
    sealed class MoodyClient(int seed) : FakeClient
    {
        readonly Random _random = new(seed * 31);
        readonly HashSet<string> _streams = [];
        readonly ConcurrentDictionary<int, byte> _stored = new();
        readonly ConcurrentDictionary<int, byte> _storedWithoutAnswer = new();
        readonly StrongBox<Mood> _mood = new();
        int _eventLimit;
        int _byteLimit;

        public Mood Mood { get => _mood.Value; set => _mood.Value = value; }

        public IEnumerable<int> Stored => _stored.Keys;

        public IEnumerable<int> StoredWithoutAnswer => _storedWithoutAnswer.Keys;

        public ConcurrentQueue<string> Broken { get; } = new();

        public override string Endpoint => "moody";

        /// <summary>The same service, for puts within these limits.</summary>
        public MoodyClient Within(int events, int bytes)
        {
            var client = (MoodyClient)MemberwiseClone();
            (client._eventLimit, client._byteLimit) = (events, bytes);
            return client;
        }

        public override async Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
        {
            var (dice, yields) = Roll();
            var before = SHA256.HashData(request.Body.ToArray());
            for (var i = 0; i < yields; i++) await Task.Yield();
            if (!before.SequenceEqual(SHA256.HashData(request.Body.ToArray()))) Broken.Enqueue("the body changed under way");
            using var body = JsonDocument.Parse(request.Body);
            var events = body.RootElement.GetProperty("logEvents").EnumerateArray()
                .Select(e => (Time: e.GetProperty("timestamp").GetInt64(), Message: e.GetProperty("message").GetString()!)).ToArray();
            CheckLimits(events);
            var mood = Mood;
            if (mood != Mood.Fine) Fail(mood, dice, request.LogStreamName, events);
            lock (_streams)
            {
                if (!_streams.Contains(request.LogStreamName)) throw ScriptedClient.Error(CloudWatchLogsErrorClass.NotFound);
            }

            if (events.Any(e => e.Message.Contains("poison", StringComparison.Ordinal))) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Invalid);
            var from = mood != Mood.Fine && dice > 90 ? 1 : 0;
            var to = from == 0 ? events.Length : Math.Max(from, events.Length - 1);
            Store(events[Math.Min(from, events.Length)..to], _stored);
            return from == 0 ? PutLogEventsResponse.AllStored : new PutLogEventsResponse(TooOldLogEventEndIndex: from, TooNewLogEventStartIndex: to);
        }

        public override async Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (Mood != Mood.Fine && Roll().Dice < 20) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Throttled);
            lock (_streams) _streams.Add(request.LogStreamName);
        }

        (int Dice, int Yields) Roll()
        {
            lock (_random) return (_random.Next(100), _random.Next(6));
        }

        void Fail(Mood mood, int dice, string stream, (long Time, string Message)[] events)
        {
            if (dice < 15) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Throttled);
            if (dice < 25 || (mood == Mood.Down && dice < 90)) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Unavailable);
            if (dice < 30)
            {
                Store(events, _stored);
                Store(events, _storedWithoutAnswer);
                throw ScriptedClient.Error(CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);
            }

            if (mood == Mood.Strict && dice < 33) throw ScriptedClient.Error(CloudWatchLogsErrorClass.Denied);
            if (dice >= 36) return;
            lock (_streams) _streams.Remove(stream);
        }

        void CheckLimits((long Time, string Message)[] events)
        {
            if (!events.All(e => NumberedEvents.IsWritten(e.Message) || e.Message.Contains('…', StringComparison.Ordinal))) Broken.Enqueue("parts of another event");
            if (events.Length == 0 || events.Length > _eventLimit) Broken.Enqueue($"{events.Length} events");
            if (events.Sum(e => Encoding.UTF8.GetByteCount(e.Message) + 26) > _byteLimit) Broken.Enqueue("too many bytes");
            if (!events.SequenceEqual(events.OrderBy(e => e.Time))) Broken.Enqueue("out of order");
            if (events[^1].Time - events[0].Time > 86_400_000) Broken.Enqueue("more than 24 hours");
        }

        static void Store((long Time, string Message)[] events, ConcurrentDictionary<int, byte> into)
        {
            foreach (var (_, message) in events) into[NumberedEvents.NumberOf(message)] = 1;
        }
    }
}
