using Microsoft.Extensions.Configuration;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

public sealed class TailOptionsTests
{
    static readonly (string Rule, Action<CloudWatchLiveTailOptions> Break)[] Broken =
    [
        ("LogGroups is empty", o => o.LogGroups.Clear()),
        ("LogGroups contains a blank entry", o => o.LogGroups.Add(" ")),
        ("LogGroups has \"a b\"", o => o.LogGroups.Add("a b")),
        ("LogGroups has \"a*b\"", o => o.LogGroups.Add("a*b")),
        ("LogGroups has \"a**\"", o => o.LogGroups.Add("a**")),
        ("only a prefix ends in", o => o.LogGroups.Add(new string('a', 513))),
        ("which is not an ARN", o => o.LogGroups.Add("arn:aws:s3:::bucket")),
        ("LogStreamNames and LogStreamNamePrefixes cannot be combined", o => { o.LogStreamNames.Add("a"); o.LogStreamNamePrefixes.Add("b"); }),
        ("exactly one log group", o => { o.LogGroups.Add("/b"); o.LogStreamNames.Add("a"); }),
        ("exactly one log group", o => { o.LogGroups[0] = "/a*"; o.LogStreamNamePrefixes.Add("a"); }),
        ("100 entries", o => Add(o.LogStreamNames, 101)),
        ("100 entries", o => Add(o.LogStreamNamePrefixes, 101)),
        ("without : and *", o => o.LogStreamNames.Add("a:b")),
        ("without : and *", o => o.LogStreamNamePrefixes.Add("a*")),
        ("without : and *", o => o.LogStreamNames.Add("")),
        ("1025 characters long; the service accepts at most 1,024", o => o.LogEventFilterPattern = new string('a', 1_025)),
        ("Since and StartTime cannot be combined", o => { o.Since = TimeSpan.FromMinutes(1); o.StartTime = DateTimeOffset.UnixEpoch; }),
        ("Since must be more than zero", o => o.Since = TimeSpan.Zero),
        ("StartTime must not be before 1970", o => o.StartTime = DateTimeOffset.MinValue),
        ("Overlap must be", o => o.Overlap = TimeSpan.Zero),
        ("SweepInterval must be", o => o.SweepInterval = TimeSpan.FromSeconds(-1)),
        ("ShutdownTimeLimit must be", o => o.ShutdownTimeLimit = TimeSpan.FromSeconds(-1)),
        ("NotFoundTimeLimit must not be negative", o => o.NotFoundTimeLimit = TimeSpan.FromSeconds(-1)),
        ("SessionLimit is 0; a tail needs at least 1", o => o.SessionLimit = 0),
        ("QueueLimit must be at least 1", o => o.QueueLimit = 0),
        ("QueueLimitBytes must be at least 1", o => o.QueueLimitBytes = 0),
        ("BlockWhenFull needs Backfill", o => { o.BlockWhenFull = true; o.Backfill = false; }),
        ("CheckpointFile needs Backfill", o => { o.CheckpointFile = "f"; o.Backfill = false; }),
        ("CheckpointFile must not be blank", o => o.CheckpointFile = " "),
        ("CheckpointFile contains a character", o => o.CheckpointFile = "a\0b"),
        ("LogGroups has ARNs of two regions, eu-west-1 and eu-west-2", o => { o.LogGroups.Add(TailSome.Arn("a")); o.LogGroups.Add(TailSome.Arn("b").Replace("west-1", "west-2")); }),
        ("which is not in the region us-east-1 of Connection", o => { o.LogGroups.Add(TailSome.Arn("a")); o.Connection.Region = "us-east-1"; }),
        ("LogGroups must not be null", o => o.LogGroups = null!),
        ("LogStreamNames must not be null", o => o.LogStreamNames = null!),
        ("LogStreamNamePrefixes must not be null", o => o.LogStreamNamePrefixes = null!),
        ("Enrichers must not be null", o => o.Enrichers = null!),
        ("Enrichers contains null", o => o.Enrichers.Add(null!)),
        ("Connection must not be null", o => o.Connection = null!),
        ("Follow", o => o.Follow = false),
        ("EndTime needs Follow = false", o => { o.Since = TimeSpan.FromMinutes(1); o.EndTime = DateTimeOffset.UnixEpoch; }),
        ("EndTime must be after StartTime", o => { o.Follow = false; o.StartTime = DateTimeOffset.UnixEpoch; o.EndTime = DateTimeOffset.UnixEpoch; }),
        ("CheckpointFile needs Follow", o => { o.Follow = false; o.Since = TimeSpan.FromMinutes(1); o.CheckpointFile = "f"; }),
    ];

    [Test]
    public void OptionsThatCannotWorkFailAtOnceWithTheRule([Range(0, 41)] int index)
    {
        var (rule, breakIt) = Broken[index];
        var create = () => new CloudWatchLiveTail(options =>
        {
            options.LogGroups.Add("/a");
            options.Connection.Region = "eu-west-1";
            breakIt(options);
        });
        create.Should().Throw<ArgumentException>().WithMessage($"*{rule}*");
    }

    [Test]
    public void EveryRuleIsTried() => Broken.Should().HaveCount(42);

    [TestCase("/shop/orders")]
    [TestCase("a.b-c_d/e#F9")]
    [TestCase("*")]
    [TestCase("/shop/*")]
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/orders:*")]
    public void TheFormsOfAGroupAreTaken(string group)
    {
        var create = () => new CloudWatchLiveTail(options =>
        {
            options.LogGroups.Add(group);
            options.Connection.Region = "eu-west-1";
        });
        create.Should().NotThrow();
    }

    [Test]
    public void TheDefaultsAreTheDocumentedOnes()
    {
        var options = new CloudWatchLiveTailOptions();
        options.Backfill.Should().BeTrue();
        options.SweepInterval.Should().Be(TimeSpan.FromSeconds(60));
        options.Overlap.Should().Be(TimeSpan.FromSeconds(120));
        options.ShutdownTimeLimit.Should().Be(TimeSpan.FromSeconds(5));
        options.NotFoundTimeLimit.Should().Be(TimeSpan.Zero);
        options.MinimumLevel.Should().Be(LogEventLevel.Verbose);
        options.Enrichers.Should().ContainSingle().Which.Should().BeOfType<TailEnricher>();
        options.Follow.Should().BeTrue();
    }

    [Test]
    public void AConfigurationSectionBindsToTheOptions()
    {
        const string json = """
            { "CloudWatchLiveTail": {
                "LogGroups": [ "/shop/orders", "/shop/stock" ],
                "LogEventFilterPattern": "order",
                "Since": "00:10:00",
                "Overlap": "00:01:30",
                "SweepInterval": "00:00:00",
                "MinimumLevel": "Warning",
                "BlockWhenFull": true,
                "IncludeLinkedAccounts": true,
                "SessionLimit": 30,
                "CheckpointFile": "tail.checkpoint",
                "Connection": { "Region": "eu-west-1", "ServiceUrl": "http://localhost:4588" } } }
            """;
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var options = configuration.GetSection("CloudWatchLiveTail").Get<CloudWatchLiveTailOptions>()!;

        options.LogGroups.Should().Equal("/shop/orders", "/shop/stock");
        options.LogEventFilterPattern.Should().Be("order");
        options.Since.Should().Be(TimeSpan.FromMinutes(10));
        options.Overlap.Should().Be(TimeSpan.FromSeconds(90));
        options.SweepInterval.Should().Be(TimeSpan.Zero);
        options.MinimumLevel.Should().Be(LogEventLevel.Warning);
        options.BlockWhenFull.Should().BeTrue();
        options.IncludeLinkedAccounts.Should().BeTrue();
        options.SessionLimit.Should().Be(30);
        options.CheckpointFile.Should().Be("tail.checkpoint");
        options.Connection.Region.Should().Be("eu-west-1");
        options.Connection.ServiceUrl.Should().Be("http://localhost:4588");
        options.Enrichers.Should().ContainSingle().Which.Should().BeOfType<TailEnricher>();

        var bound = () => new CloudWatchLiveTail(configuration.GetSection("CloudWatchLiveTail").Bind);
        bound.Should().NotThrow();
    }

    [Test]
    public void ChangesAfterConstructionHaveNoEffect()
    {
        var options = new CloudWatchLiveTailOptions { LogGroups = ["/a"], Connection = { Region = "eu-west-1" } };
        var copy = options.Copy();
        options.LogGroups.Add("/b");
        options.Enrichers.Clear();
        copy.LogGroups.Should().Equal("/a");
        copy.Enrichers.Should().ContainSingle();
    }

    static void Add(IList<string> list, int count)
    {
        for (var n = 0; n < count; n++) list.Add($"s{n}");
    }
}
