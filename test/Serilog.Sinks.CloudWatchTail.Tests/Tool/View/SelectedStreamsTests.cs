using System.Net;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

class SelectedStreamsTests : ViewerTest
{
    private protected override async Task<Viewer> StartViewerAsync()
    {
        Aws.CreateLogStream(Group, "web/1");
        Aws.CreateLogStream("/shop/stock", "other");
        return await base.StartViewerAsync();
    }

    private protected override ViewRequest Change(ViewRequest request) => request with { Streams = ["web/1"], FilterPattern = "ERROR" };

    [Test]
    public async Task StreamsAndPatternOfTheCommandLineApplyAndStreamsOnlyToItsGroup()
    {
        using var feed = await OpenAsync();
        Aws.Put(Group, "web/2", "ERROR of another stream");
        Aws.Put(Group, "web/1", "nothing", "ERROR of orders");
        await feed.UntilRowsAsync(1);

        using (var answer = await PostAsync("/api/tail", new { groups = new[] { "/shop/stock" } })) answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.State == "live" && feed.Status.GetProperty("groups")[0].GetString() == "/shop/stock");
        Aws.Put("/shop/stock", "other", "nothing", "ERROR of stock");
        await feed.UntilRowsAsync(2);
        feed.Messages.Should().Equal("ERROR of orders", "ERROR of stock");
    }
}
