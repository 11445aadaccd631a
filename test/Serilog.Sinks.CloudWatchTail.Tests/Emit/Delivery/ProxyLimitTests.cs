using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

/// <summary>Something in front of the service takes no request over a size of its own.</summary>
public class ProxyLimitTests
{
    const int ProxyLimit = 20_000, Events = 300;

    const string Page = "<html><center><h1>413 Request Entity Too Large</h1></center><hr><center>nginx</center></html>";

    [Test]
    public async Task PutsAreDividedUntilTheProxyTakesThem()
    {
        await using var sink = await StartAsync();
        for (var i = 0; i < Events; i++) sink.Emit($"event {i:000} {new string('x', 1_000)}");
        await sink.FlushAsync();

        sink.Stored.Select(m => m[..9]).Order().Should().Equal(Enumerable.Range(0, Events).Select(i => $"event {i:000}"));
        sink.Losses.Should().BeEmpty();
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task AnEventThatIsLargerThanTheProxyTakesHoldsUpNoOther()
    {
        await using var sink = await StartAsync();
        sink.Emit($"large {new string('x', 2 * ProxyLimit)}");
        for (var i = 0; i < Events; i++) sink.Emit($"event {i:000}");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        await sink.SettleUntilAsync(() => sink.Stored.Count() == Events);
        sink.Losses.Should().BeEmpty();

        // Nothing is said against the event itself: another way, or a proxy that is set right, may take it.
        sink.Aws.Faults.Clear();
        await sink.SettleAsync(flush);
        sink.Stored.Should().HaveCount(Events + 1);
        sink.ShouldBeAccountedFor();
    }

    static async Task<EmulatedSink> StartAsync()
    {
        var sink = await EmulatedSink.StartAsync(o => o.EagerlyEmitFirstEvent = false);
        sink.Aws.Faults.On("PutLogEvents").UntilCleared().When(r => r.Body.Length > ProxyLimit).Status(413, Page);
        return sink;
    }
}
