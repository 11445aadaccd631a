using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Groups;

public sealed class LogGroupResolverTests
{
    TailFakeClient _client = new();

    [SetUp]
    public void SetUp() => _client = new TailFakeClient();

    [TearDown]
    public void TearDown() => _client.Dispose();

    [Test]
    public async Task ANameMeansTheGroupOfExactlyThatNameHoweverManyPagesAway()
    {
        _client.Groups(page: 2, "/shop", "/shop/orders", "/shop/orders/old", "/shop/stock");
        (await ResolveAsync("/shop/stock")).Should().Equal(TailSome.Arn("/shop/stock"));
        (await ResolveAsync("/shop/orders")).Should().Equal(TailSome.Arn("/shop/orders"));
        (await ResolveAsync("/shop")).Should().Equal(TailSome.Arn("/shop"));
    }

    [Test]
    public async Task APrefixMeansEveryGroupThatBeginsSo()
    {
        _client.Groups(page: 2, "/shop", "/shop/orders", "/shop/orders/old", "/shop/stock", "/store");
        (await ResolveAsync("/shop/*")).Should().Equal(TailSome.Arn("/shop/orders"), TailSome.Arn("/shop/orders/old"), TailSome.Arn("/shop/stock"));
        (await ResolveAsync("*")).Should().HaveCount(5);
    }

    [Test]
    public async Task AGroupNamedTwiceIsTailedOnce()
    {
        _client.Groups(page: 50, "/shop/orders", "/shop/stock");
        (await ResolveAsync("/shop/orders", "/shop/*", TailSome.Arn("/shop/stock"), TailSome.Arn("/shop/stock") + ":*")).Should().HaveCount(2);
    }

    [Test]
    public async Task ArnsAreNotLookedUp()
    {
        (await ResolveAsync(TailSome.Arn("/a"), TailSome.Arn("/b"))).Should().HaveCount(2);
        _client.Calls.Should().BeEmpty();
    }

    [TestCase("INFREQUENT_ACCESS", "Infrequent Access")]
    [TestCase("DELIVERY", "DELIVERY")]
    public async Task AClassWithoutLiveTailIsLeftOutByPrefixAndRefusedByName(string logGroupClass, string words)
    {
        _client.Groups(page: 50, "/shop/orders", "/shop/stock");
        _client.ClassOf = name => name == "/shop/stock" ? logGroupClass : null;
        (await ResolveAsync("/shop/*")).Should().Equal(TailSome.Arn("/shop/orders"));
        (await FluentActions.Awaiting(() => ResolveAsync("/shop/stock")).Should().ThrowAsync<CloudWatchLogsException>())
            .WithMessage($"*\"/shop/stock\"*{words}*no Live Tail*").Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Invalid);
    }

    [TestCase("ESSENTIALS")]
    [TestCase("CLASS_TO_COME")]
    public async Task WhatAnotherClassSupportsIsTheServicesToSay(string logGroupClass)
    {
        _client.Groups(page: 50, "/shop/orders", "/shop/stock");
        _client.ClassOf = name => name == "/shop/stock" ? logGroupClass : "STANDARD";
        (await ResolveAsync("/shop/*")).Should().HaveCount(2, "the service answers the query");
        (await ResolveAsync("/shop/stock")).Should().Equal(TailSome.Arn("/shop/stock"));
        _client.Calls.OfType<FilterLogEventsRequest>().Should().HaveCount(2).And.OnlyContain(r => r.LogGroupIdentifier == TailSome.Arn("/shop/stock"));

        _client.Filter = _ => throw new CloudWatchLogsException("not for this class", null, "InvalidOperationException", CloudWatchLogsErrorClass.Invalid);
        (await ResolveAsync("/shop/*")).Should().Equal(TailSome.Arn("/shop/orders"));
        (await FluentActions.Awaiting(() => ResolveAsync("/shop/stock")).Should().ThrowAsync<CloudWatchLogsException>())
            .WithMessage($"*\"/shop/stock\"*{logGroupClass}*not for this class*").Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Invalid);
    }

    [Test]
    public async Task WithoutThePermissionToQueryTheSessionTells()
    {
        _client.Groups(page: 50, "/shop/stock");
        _client.ClassOf = _ => "ESSENTIALS";
        _client.Filter = _ => throw new CloudWatchLogsException("denied", null, "AccessDeniedException", CloudWatchLogsErrorClass.Denied);
        (await ResolveAsync("/shop/*")).Should().Equal(TailSome.Arn("/shop/stock"));
    }

    async Task<IEnumerable<string>> ResolveAsync(params string[] identifiers) =>
        (await new LogGroupResolver(
            new CloudWatchLiveTailOptions { LogGroups = [.. identifiers] },
            new TailServices(_client, new ManualTimeProvider(), () => 0.5, new TailNotices(_ => { }))).ResolveAsync(CancellationToken.None)).Select(group => group.Arn);
}
