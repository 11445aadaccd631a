using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats.Reading;

/// <summary>A tail reads many messages with the same <c>types</c>: what was counted in one of them must not count in the next.</summary>
public class KindCacheTests
{
    const string Types = "{\"A\":\"dateTimeOffset\",\"A~x2\":\"timeSpan\",\"A~x3\":\"char\",\"B/C\":\"guid\"}";

    readonly MessageReader _reader = new();

    [Test]
    public void ANameThatIsRepeatedHasItsKindsInEachMessage()
    {
        for (var i = 0; i < 3; i++)
        {
            var read = Read($$"""{"timestamp":"2024-01-02T03:04:05Z","level":"Error","message":"m","template":"m","A":"2024-01-02T03:04:05.0000000+01:00","A":"00:00:07","A":"x","B":{"C":"8f5c1a2e-0000-4c3b-9d00-0123456789ab"},"types":{{Types}} }""");

            ValueOf(read, "A").Should().Be('x');
            ValueOf(read, "A_2").Should().Be(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)));
            ValueOf(read, "A_3").Should().Be(TimeSpan.FromSeconds(7));
            ((StructureValue)read.Properties["B"]).Properties.Single().Value.Should().BeOfType<ScalarValue>().Which.Value.Should().BeOfType<Guid>();
        }
    }

    [Test]
    public void AMessageThatRepeatsNoNameIsReadAfterOneThatDoes()
    {
        Read($$"""{"timestamp":"2024-01-02T03:04:05Z","level":"Error","message":"m","template":"m","A":"2024-01-02T03:04:05.0000000+00:00","A":"00:00:07","types":{{Types}} }""");

        var read = Read($$"""{"timestamp":"2024-01-02T03:04:05Z","level":"Error","message":"m","template":"m","A":"2024-01-02T03:04:05.0000000+00:00","types":{{Types}} }""");

        ValueOf(read, "A").Should().Be(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero));
    }

    [Test]
    public void AKindThatIsUnknownIsOneInEachMessage()
    {
        for (var i = 0; i < 2; i++)
        {
            var read = Read("""{"timestamp":"2024-01-02T03:04:05Z","level":"Error","message":"m","template":"m","A":"x","types":{"A":"colour"}}""");

            read.Properties["types"].ToString().Should().Be("{ A: \"colour\" }");
        }
    }

    [Test]
    public void MessagesThatSayOtherKindsHaveThose()
    {
        const string head = """{"timestamp":"2024-01-02T03:04:05Z","level":"Error","message":"m","template":"m","A":7,"types":""";

        ValueOf(Read(head + "{\"A\":\"byte\"}}"), "A").Should().Be((byte)7);
        ValueOf(Read(head + "{\"A\":\"decimal\"}}"), "A").Should().Be(7m);
        ValueOf(Read(head + "{\"A\":\"byte\"}}"), "A").Should().Be((byte)7);
    }

    [Test]
    public void AKeptAnswerIsFoundByItsBytesOnly()
    {
        var cache = new KindCache();
        var root = new KindNode();
        root.Add("A", ValueKind.Guid);
        cache.Add("{\"A\":\"guid\"}"u8, root, areKnown: true);

        cache.Find("{\"A\":\"guid\"}"u8, out var areKnown).Should().BeSameAs(root);
        areKnown.Should().BeTrue();
        cache.Find("{\"B\":\"guid\"}"u8, out _).Should().BeNull();
    }

    [Test]
    public void ALongTextIsNotKept()
    {
        var cache = new KindCache();
        var types = Encoding.UTF8.GetBytes(new string(' ', KindCache.LongestText + 1));
        cache.Add(types, new KindNode(), areKnown: true);

        cache.Find(types, out _).Should().BeNull();
    }

    LogEvent Read(string message)
    {
        _reader.TryRead(Encoding.UTF8.GetBytes(message), DateTimeOffset.UnixEpoch, null, out var logEvent).Should().BeTrue();
        return logEvent!;
    }

    static object? ValueOf(LogEvent read, string name) => ((ScalarValue)read.Properties[name]).Value;
}
