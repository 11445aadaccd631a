using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class ManyEventsTests : ViewerTest
{
    const int Count = 100_000;

    protected override Task SeedAsync()
    {
        var start = DateTimeOffset.Now.AddMinutes(-5);
        for (var number = 1; number <= Count; number++)
            Emulator.Put("/many/orders", "web-1", $$"""{"@t":"{{start.AddMilliseconds(number * 2):O}}","@mt":"Order {Number} accepted","Number":{{number}}}""");
        return Task.CompletedTask;
    }

    [Test]
    public async Task AHundredThousandEventsScrollWithFewRowsInTheDocumentAndTheOldestGoFirst()
    {
        await OpenAsync();
        await Expect(Page.Locator("#shown")).ToHaveTextAsync("100,000 events shown");
        await Expect(Row("Order 100000 accepted")).ToBeVisibleAsync();
        var list = Page.GetByRole(AriaRole.Listbox, new() { Name = "Events", Exact = true });

        foreach (var number in new[] { 50_000, 99_000, 1 })
        {
            await list.EvaluateAsync("(list, place) => { list.scrollTop = place * list.scrollHeight; }", (number - 1) / (double)Count);
            await Expect(Row($"Order {number} accepted")).ToBeVisibleAsync();
            (await Page.Locator("#list .row").CountAsync()).Should().BeLessThan(200);
        }

        await list.FocusAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Page.Locator("#list .row[aria-selected=true]")).ToHaveAttributeAsync("aria-posinset", "100000");
        await Expect(Page.Locator("#list .row[aria-selected=true]")).ToHaveAttributeAsync("aria-setsize", "100000");
        (await Page.Locator("*").CountAsync()).Should().BeLessThan(1500);

        // What is older than the store holds disappears from the list as well.
        var logger = LogInto("/many/orders", "web-2");

        for (var number = 0; number < 100; number++) logger.Warning("Newer {Number}", number);

        await Expect(Page.Locator("#dropped")).ToHaveTextAsync("100 older events gone");
        await Expect(Button("100 new ↓")).ToBeVisibleAsync();
        await Button("100 new ↓").ClickAsync();
        await Expect(Row("Newer 99")).ToBeVisibleAsync();
        await Expect(Page.Locator("#shown")).ToHaveTextAsync("100,000 events shown");
        Complaints.Should().BeEmpty();
    }
}
