using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Groups;

public sealed class GroupLookupTests
{
    readonly TailedGroup _orders = TailSome.Group("/shop/orders");
    readonly TailedGroup _stock = TailSome.Group("/shop/stock");

    [TestCase("/shop/stock")]
    [TestCase("123456789012:/shop/stock")]
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/stock")]
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/stock:*")]
    [TestCase("999999999999:/shop/stock")]
    [TestCase("123456789012:/shop/stock:*")]
    [TestCase("/shop/stock:*")]
    public void AGroupIsFoundUnderAnyFormThatTheServiceMayUse(string identifier) =>
        new GroupLookup([_orders, _stock]).Find(identifier).Should().BeSameAs(_stock);

    [Test]
    public void AnUnknownNameStillBelongsToTheSession() =>
        new GroupLookup([_orders, _stock]).Find("whatever").Should().BeSameAs(_orders);
}
