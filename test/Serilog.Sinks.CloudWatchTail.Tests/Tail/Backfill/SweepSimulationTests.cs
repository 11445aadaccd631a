using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Backfill;

/// <summary>
/// Plan and merge against a model of the service, without any I/O: events late, early and identical, visible late, sampled, lost in
/// interruptions and dropped without a flag. Whatever happens, each is shown once.
/// </summary>
public sealed class SweepSimulationTests
{
    [Test]
    public void EveryEventWithinTheOverlapIsShownExactlyOnce([Range(1, 60)] int seed)
    {
        var simulation = new Simulation(seed, sweepInterval: TimeSpan.FromSeconds(60), overlap: TimeSpan.FromSeconds(120), dropsSilently: true);
        simulation.Run();
        simulation.Shown.Order().Should().Equal(simulation.Put.Order());
    }

    [Test]
    public void WithoutARegularSweepWhatWasFlaggedIsStillShownExactlyOnce([Range(1, 60)] int seed)
    {
        var simulation = new Simulation(seed, sweepInterval: TimeSpan.Zero, overlap: TimeSpan.FromSeconds(120), dropsSilently: false);
        simulation.Run();
        simulation.Shown.Order().Should().Equal(simulation.Put.Order());
    }

    [Test]
    public void AShortOverlapAndRareSweepsAreNoExcuse([Range(1, 40)] int seed)
    {
        var simulation = new Simulation(seed, sweepInterval: TimeSpan.FromSeconds(90), overlap: TimeSpan.FromSeconds(7), dropsSilently: true);
        simulation.Run();
        simulation.Shown.Order().Should().Equal(simulation.Put.Order());
    }

    [Test]
    public void WhatIsRememberedIsBoundedByTime()
    {
        var simulation = new Simulation(seed: 3, sweepInterval: TimeSpan.FromSeconds(60), overlap: TimeSpan.FromSeconds(120), dropsSilently: true);
        simulation.Run();
        var horizon = simulation.End - TimeSpan.FromSeconds(2 * 120 + 60 + 16);
        simulation.Remembered.Should().NotBeEmpty().And.OnlyContain(shown => shown.Timestamp >= horizon.ToUnixTimeMilliseconds());
    }

    sealed class Simulation
    {
        readonly Random _random;
        readonly TimeSpan _overlap;
        readonly bool _dropsSilently;
        readonly SweepPlan _plan;
        readonly EventMerge _merge;
        readonly TailedGroup _group = TailSome.Group();
        readonly List<StoredEvent> _stored = [];
        readonly Queue<LiveTailEvent> _pendingLive = [];
        DateTimeOffset _now = TailSome.Time;
        int _secondsUntilChange = 3;
        bool _live;
        bool _sampling;
        (Sweep Due, FilteredLogEvent[] Found, DateTimeOffset Ends)? _sweep;

        public Simulation(int seed, TimeSpan sweepInterval, TimeSpan overlap, bool dropsSilently)
        {
            _random = new Random(seed);
            _overlap = overlap;
            _dropsSilently = dropsSilently;
            _plan = new SweepPlan(overlap, sweepInterval, _now, Moment);
            _merge = new EventMerge(new Dictionary<TailedGroup, TailStart> { [_group] = new(null, _now) }, new Fingerprints(new byte[16]), overlap);
        }

        TailMoment Moment => new(_now - TailSome.Time, _now);

        public List<string> Put { get; } = [];

        public List<string> Shown { get; } = [];

        public DateTimeOffset End => _now;

        public IEnumerable<ShownEvent> Remembered => _merge.Shown(_group, []);

        public void Run()
        {
            for (var second = 0; second < 900; second++) Step(writing: true);
            for (var second = 0; second < 2 * _overlap.TotalSeconds + 200; second++) Step(writing: false);
        }

        void Step(bool writing)
        {
            _now += TimeSpan.FromSeconds(1);
            ChangeSession(writing);
            if (writing) PutSome();
            if (_live) Update();
            RunSweep();
            _merge.Forget(_plan.Horizon, _now);
        }

        void ChangeSession(bool writing)
        {
            if (--_secondsUntilChange > 0) return;
            _secondsUntilChange = _random.Next(1, _live ? 40 : _random.Next(4) == 0 ? 300 : 20);
            if (!_live || !writing)
            {
                if (!_live) _plan.SessionStarted(Moment);
                _live = true;
                _sampling = writing && _random.Next(3) == 0;
            }
            else
            {
                _live = false;
                _plan.SessionEnded();
                _pendingLive.Clear();
            }
        }

        void PutSome()
        {
            for (var n = _random.Next(6); n > 0; n--)
            {
                var late = _random.Next(5) switch
                {
                    0 => _overlap * _random.NextDouble(),
                    1 => -TimeSpan.FromHours(2) * _random.NextDouble(),
                    _ => TimeSpan.FromSeconds(2 * _random.NextDouble()),
                };
                // Few texts and whole seconds, so that identical lines are common.
                var time = DateTimeOffset.FromUnixTimeSeconds((_now - late).ToUnixTimeSeconds() + 1);
                var text = $"text {_random.Next(3)}";
                var visible = _now + (_random.Next(4) == 0 ? _overlap * 0.95 * _random.NextDouble() : TimeSpan.FromSeconds(3));
                if (visible > _now + _overlap) visible = _now + _overlap;
                _stored.Add(new StoredEvent(time, _now, visible, text, $"id{_stored.Count}"));
                Put.Add($"{time:O} {text}");
                if (_live && !(_dropsSilently && _random.Next(10) == 0)) _pendingLive.Enqueue(TailSome.Live(text, time));
            }
        }

        void Update()
        {
            var sampled = _sampling && _pendingLive.Count > 2;
            BackfillReason? missed = sampled ? BackfillReason.Sampled : null;
            while (_pendingLive.TryDequeue(out var live))
            {
                if (sampled && _random.Next(2) == 0) continue;
                if (_merge.AddLive(_group, live)) Show(live.Timestamp, live.Message);
                else missed ??= BackfillReason.Doubt;
            }

            _plan.Shown(Moment, missed);
        }

        void RunSweep()
        {
            if (_sweep is null && _plan.TakeDue(Moment) is { } due)
            {
                var found = _stored.Where(e => e.Visible <= _now && e.Time >= due.Start).OrderBy(e => e.Time).Select(e => e.Found).ToArray();
                _sweep = (due, found, _now + TimeSpan.FromSeconds(_random.Next(3) == 0 ? _random.Next(30) : 0));
            }

            if (_sweep is not { } sweep || sweep.Ends > _now) return;
            foreach (var found in sweep.Found)
            {
                if (_merge.AddFound(_group, found, sweep.Due.RecordFrom)) Show(found.Timestamp, found.Message);
            }

            _plan.Completed(sweep.Due);
            _sweep = null;
        }

        void Show(long timestamp, ReadOnlyMemory<byte> message) =>
            Shown.Add($"{DateTimeOffset.FromUnixTimeMilliseconds(timestamp):O} {Encoding.UTF8.GetString(message.Span)}");
    }

    sealed record StoredEvent(DateTimeOffset Time, DateTimeOffset PutAt, DateTimeOffset Visible, string Text, string Id)
    {
        public FilteredLogEvent Found => TailSome.Found(Text, Id, Time, PutAt);
    }
}
