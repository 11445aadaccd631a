using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class SearchTests : ViewerTest
{
    protected override async Task SeedAsync()
    {
        await using var logger = LogInto("/search/shop");
        var start = DateTimeOffset.Now.AddMinutes(-2);
        for (var number = 0; number < 10; number++) Shop.Log(logger, start.AddSeconds(number), LogEventLevel.Information, "Order {OrderId} accepted", 4700 + number);
        Shop.Log(logger, start.AddSeconds(20), LogEventLevel.Warning, "Stock of {Item} is low: {Left} left", "bolt", 4);
        Shop.Log(logger, start.AddSeconds(21), LogEventLevel.Error, "Order {OrderId} refused", 4705);
        Shop.Log(logger, start.AddSeconds(22), LogEventLevel.Debug, "Parcel {Parcel} packed", new { Weight = 1.25, Express = true });
        await CloudWatchSinks.FlushAllAsync();
    }

    ILocator Search => Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });

    [Test]
    public async Task PlainTextFindsTheEventsThatHaveIt()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(13);

        await Search.FillAsync("is low");
        await Search.PressAsync("Enter");

        await Expect(Rows).ToHaveCountAsync(1);
        await Expect(Row("bolt")).ToBeVisibleAsync();
        Query.Should().Be("?q=is low");
    }

    [Test]
    public async Task AnExpressionFindsTheEventsForWhichItIsTrue()
    {
        await OpenAsync();

        await Search.FillAsync("OrderId >= 4705 and @l <> 'Error'");
        await Search.PressAsync("Enter");

        await Expect(Rows).ToHaveCountAsync(5);
        await Expect(Row("4709")).ToBeVisibleAsync();
    }

    [Test]
    public async Task AnErrorOfAnExpressionIsUnderItsCharacterAndTheEventsStay()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(13);

        await Search.FillAsync("OrderId = = 4705");
        await Search.PressAsync("Enter");

        await Expect(Page.Locator("#search-error")).ToContainTextAsync("at character 11");
        await Expect(Search).ToHaveAttributeAsync("aria-invalid", "true");
        // The sign is between the edges of the character, measured on a copy of the text.
        var off = await Page.EvaluateAsync<double>(
            """
            () => {
              const input = document.getElementById('search');
              const style = getComputedStyle(input);
              const copy = document.createElement('span');
              copy.textContent = input.value;
              copy.style.font = style.font;
              copy.style.position = 'fixed';
              copy.style.whiteSpace = 'pre';
              document.body.append(copy);
              const range = document.createRange();
              range.setStart(copy.firstChild, 10);
              range.setEnd(copy.firstChild, 11);
              const at = range.getBoundingClientRect().left - copy.getBoundingClientRect().left + range.getBoundingClientRect().width / 2;
              copy.remove();
              const sign = document.getElementById('search-caret').getBoundingClientRect();
              const text = input.getBoundingClientRect().left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
              return sign.left + sign.width / 2 - (text + at);
            }
            """);
        Math.Abs(off).Should().BeLessThan(3);
        await Expect(Rows).ToHaveCountAsync(13);

        await Search.FillAsync("OrderId = 4705");
        await Expect(Page.Locator("#search-error")).ToBeHiddenAsync();
        await Search.PressAsync("Enter");
        await Expect(Rows).ToHaveCountAsync(2);
    }

    [Test]
    public async Task OnlyTheseAndWithoutTheseBecomeChipsThatCanBeRemoved()
    {
        await OpenAsync();
        await Row("Order 4705 refused").ClickAsync();

        await Button("Only events with this OrderId").ClickAsync();
        await Expect(Rows).ToHaveCountAsync(2);
        await Expect(Chips).ToHaveCountAsync(1);
        await Expect(Chips).ToContainTextAsync("OrderId = 4705");

        await Chips.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Rows).ToHaveCountAsync(13);
        await Button("Without events with this OrderId").ClickAsync();
        await Expect(Rows).ToHaveCountAsync(11);
        await Expect(Row("4705")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task AMemberOfAStructureHasItsOwnFilter()
    {
        await OpenAsync();
        await Row("Parcel").ClickAsync();

        await Button("Only events with this Parcel.Weight").ClickAsync();

        await Expect(Rows).ToHaveCountAsync(1);
        await Expect(Chips).ToContainTextAsync("Parcel.Weight = 1.25");
    }

    [Test]
    public async Task ALevelButtonSaysHowManyItHasAndShowsThem()
    {
        await OpenAsync();
        var information = Page.GetByRole(AriaRole.Button, new() { Name = "Information 10" });
        await Expect(information).ToHaveAttributeAsync("aria-pressed", "false");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Warning 1" }).ClickAsync();
        await Expect(Rows).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Error 1" }).ClickAsync();
        await Expect(Rows).ToHaveCountAsync(2);
        await Expect(information).ToBeVisibleAsync();
        Query.Should().Be("?levels=warning,error");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Warning 1" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Error 1" }).ClickAsync();
        await Expect(Rows).ToHaveCountAsync(13);
    }

    [Test]
    public async Task TemplatesAreCountedAndAClickShowsTheirEvents()
    {
        await OpenAsync("?tab=templates");
        var line = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Order {OrderId} accepted" });
        await Expect(line).ToContainTextAsync("10");

        await line.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(Rows).ToHaveCountAsync(10);
        await Expect(Chips).ToContainTextAsync("Order {OrderId} accepted");
    }

    [Test]
    public async Task BackForwardAndReloadKeepTheQuery()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(13);
        await Search.FillAsync("Order");
        await Search.PressAsync("Enter");
        await Expect(Rows).ToHaveCountAsync(11);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Error 1" }).ClickAsync();
        await Expect(Rows).ToHaveCountAsync(1);

        await Page.GoBackAsync();
        await Expect(Rows).ToHaveCountAsync(11);
        await Page.GoBackAsync();
        await Expect(Rows).ToHaveCountAsync(13);
        await Expect(Search).ToHaveValueAsync("");
        await Page.GoForwardAsync();
        await Page.GoForwardAsync();
        await Expect(Rows).ToHaveCountAsync(1);
        await Page.ReloadAsync();
        await Expect(Rows).ToHaveCountAsync(1);
        await Expect(Search).ToHaveValueAsync("Order");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Error 1" })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Test]
    public async Task AnOpenEventIsInTheAddressAsWell()
    {
        await OpenAsync();
        await Row("refused").ClickAsync();
        await Expect(Panel).ToContainTextAsync("Order 4705 refused");

        await Page.ReloadAsync();
        await Expect(Panel).ToContainTextAsync("Order 4705 refused");
        await Page.GoBackAsync();
        await Expect(Panel).ToBeHiddenAsync();
    }

    [Test]
    public async Task ASearchThatFindsNothingSaysSoAndOffersAWayBack()
    {
        await OpenAsync("?group=%2Fsearch%2Fshop&levels=fatal");
        await Expect(Page.GetByText("None of the stored events matches.")).ToBeVisibleAsync();

        await Button("Remove all filters").ClickAsync();

        await Expect(Rows).ToHaveCountAsync(13);
    }
}
