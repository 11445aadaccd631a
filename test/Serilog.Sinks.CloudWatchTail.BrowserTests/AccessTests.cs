using System.Net;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class AccessTests : ViewerTest
{
    [Test]
    public async Task WithoutTheLinkThereIsNoPageAndNoEvent()
    {
        var page = await Page.GotoAsync(Address(""));
        page!.Status.Should().Be((int)HttpStatusCode.Unauthorized);
        await Expect(Page.Locator("body")).ToContainTextAsync("link");

        foreach (var path in new[] { "api/state", "api/live", "api/event/1", "scripts/main.js" })
            (await Page.GotoAsync(Address(path)))!.Status.Should().Be((int)HttpStatusCode.Unauthorized, path);
    }

    [Test]
    public async Task TheLinkLeavesNoTokenInTheAddress()
    {
        await Page.GotoAsync(Viewer.Link);

        Page.Url.Should().Be(Address(""));
        (await Page.EvaluateAsync<string>("() => document.cookie")).Should().BeEmpty();
        await Expect(Page.GetByRole(AriaRole.Tab, new() { Name = "Events" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task APageOfAnotherOriginIsRefusedEvenInTheSameBrowser()
    {
        await OpenAsync();
        await using var stranger = await StrangerPage.StartAsync();
        var other = await Context.NewPageAsync();
        await other.GotoAsync(stranger.Address);

        // Neither reads anything; what it asked for is refused with the cookie as without it.
        var answers = await other.EvaluateAsync<string[]>(
            """
            async viewer => {
              const ask = (path, options) => fetch(viewer + path, { credentials: 'include', ...options }).then(answer => answer.type + answer.status, () => 'refused');
              return [
                await ask('api/state'),
                await ask('api/tail', { method: 'POST', body: '{"groups":[]}' }),
                await new Promise(resolve => { const image = new Image(); image.onload = () => resolve('loaded'); image.onerror = () => resolve('refused'); image.src = viewer + 'icon.svg'; }),
                await new Promise(resolve => {
                  const frame = document.createElement('iframe');
                  frame.onload = () => { try { resolve(frame.contentDocument ? 'readable' : 'refused'); } catch { resolve('refused'); } };
                  frame.src = viewer;
                  document.body.append(frame);
                }),
              ];
            }
            """,
            Address(""));

        answers.Should().Equal("refused", "refused", "refused", "refused");
        var forbidden = await other.APIRequest.PostAsync(Address("api/tail"), new() { Headers = new Dictionary<string, string> { ["Origin"] = stranger.Address.TrimEnd('/') }, DataObject = new { groups = Array.Empty<string>() } });
        forbidden.Status.Should().Be((int)HttpStatusCode.Forbidden);
        (await Page.EvaluateAsync<int>("() => fetch('api/state').then(answer => answer.status)")).Should().Be((int)HttpStatusCode.OK);
    }
}
