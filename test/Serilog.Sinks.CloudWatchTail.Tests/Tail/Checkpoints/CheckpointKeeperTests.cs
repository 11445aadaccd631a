using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Checkpoints;

public sealed class CheckpointKeeperTests
{
    readonly ManualTimeProvider _clock = new(TailSome.Time);
    readonly HandoffQueue _handOff = new(10, 10_000);
    TailCheckpointPath _path = new();

    [SetUp]
    public void SetUp() => _path = new TailCheckpointPath();

    [TearDown]
    public void TearDown() => _path.Dispose();

    [Test]
    public void TheFirstPartIsDueAtOnceSoThatAReaderKilledEarlyLosesNothing()
    {
        var keeper = Keeper();
        keeper.DueFor(0).Should().Be(TimeSpan.Zero);
        keeper.Take(0, 0, [Group("/a", 0)]);
        keeper.DueFor(0).Should().Be(TimeSpan.FromSeconds(30));
    }

    [Test]
    public void APartIsWrittenOnceTheConsumerIsDoneWithWhatWasQueuedBeforeIt()
    {
        var keeper = Keeper();
        _handOff.Enqueue(TailSome.Message("a"));
        keeper.Take(0, _handOff.Enqueued, [Group("/a", 1)]);
        keeper.WriteReached();
        _path.Exists.Should().BeFalse();
        _handOff.TryDequeue(out _).Should().BeTrue();
        keeper.WriteReached();
        Read().Should().Equal(1);
    }

    [Test]
    public void NothingIsWrittenAfterTheLastPart()
    {
        var keeper = Keeper();
        keeper.Take(0, 0, [Group("/a", 1)]);
        keeper.WriteLast([Group("/a", 2)]);
        // A consumer that was held up in a sink comes back.
        keeper.WriteReached();
        Read().Should().Equal(2);
    }

    [Test]
    public async Task AConsumerThatIsAboutToWaitWritesAtOnce()
    {
        Keeper().Take(0, 0, [Group("/a", 1)]);
        (await _handOff.WaitAsync().AsTask().WaitAsync(Limits.Patience)).Should().BeTrue();
    }

    [Test]
    public void TheFolderIsMadeIfNeedBe()
    {
        var file = new TailCheckpointFile(System.IO.Path.Combine(_path.Path, "state", "checkpoint"), new TailNotices(_ => { }));
        file.Write(new TailCheckpoint(Fingerprints.NewKey(), []));
        file.Read(TailSome.Time).Should().NotBeNull();
    }

    CheckpointKeeper Keeper() => new(new TailCheckpointFile(_path.Path, new TailNotices(_ => { })), left: null, Fingerprints.NewKey(), _handOff, new TailClock(_clock));

    IEnumerable<double> Read() =>
        CheckpointFormat.Decode(System.IO.File.ReadAllBytes(_path.Path), out _)!.Groups.Select(group => (group.CompleteUntil - TailSome.Time).TotalSeconds);

    static GroupCheckpoint Group(string name, double seconds) =>
        new(TailSome.Arn(name), TailSome.Time.AddSeconds(seconds), TailSome.Time, new TailStart(null, TailSome.Time), []);
}
