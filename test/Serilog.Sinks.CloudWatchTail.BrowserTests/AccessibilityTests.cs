using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class AccessibilityTests : ViewerTest
{
    string _trace = "";

    protected override async Task SeedAsync()
    {
        await using var logger = LogInto("/access/orders");
        var start = DateTimeOffset.Now.AddMinutes(-2);
        foreach (var level in Enum.GetValues<LogEventLevel>()) Shop.Log(logger, start, level, "An event of level {Level}", level.ToString());
        _trace = Shop.LogPayment(logger, start, 4712).ToHexString();
        await CloudWatchSinks.FlushAllAsync();
    }

    [TestCase(ColorScheme.Dark)]
    [TestCase(ColorScheme.Light)]
    public async Task EveryTextHasTheContrastOfLevelAA(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await OpenAsync("?levels=error,fatal,warning&f=@l+<>+'Debug'");
        await Row("Payment of order").ClickAsync();
        await Expect(Panel).ToContainTextAsync("TimeoutException");
        (await TextContrast.TooLowInAsync(Page)).Should().BeEmpty("of the events");

        await Page.GotoAsync(Address("?q=a+%3D+%3D"));
        await Expect(Page.Locator("#search-error")).ToBeVisibleAsync();
        (await TextContrast.TooLowInAsync(Page)).Should().BeEmpty("of the error");

        await Page.GotoAsync(Address(""));
        await Expect(Row("An event of level")).ToHaveCountAsync(6);
        (await TextContrast.TooLowInAsync(Page)).Should().BeEmpty("of the levels");

        await Page.GotoAsync(Address($"?tab=trace&trace={_trace}"));
        await Expect(Page.Locator("#lanes .mark")).ToHaveCountAsync(6);
        (await TextContrast.TooLowInAsync(Page)).Should().BeEmpty("of the trace");

        foreach (var tab in new[] { "Templates", "Emulator" })
        {
            await Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Expect(Page.GetByRole(AriaRole.Tabpanel, new() { Name = tab }).Locator("tbody tr").First).ToBeVisibleAsync();
            (await TextContrast.TooLowInAsync(Page)).Should().BeEmpty($"of the tab {tab}");
        }

        foreach (var dialog in new[] { "Keys", "Log groups" })
        {
            await Button(dialog).ClickAsync();
            await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            (await TextContrast.TooLowInAsync(Page)).Should().BeEmpty($"of the dialog {dialog}");
            await Page.Keyboard.PressAsync("Escape");
        }
    }

    [Test]
    public async Task EveryControlHasANameAndEveryPartARole()
    {
        await OpenAsync($"?trace={_trace}");
        await Row("Payment of order").ClickAsync();
        await Expect(Panel).ToContainTextAsync("TimeoutException");

        foreach (var role in new[] { AriaRole.Banner, AriaRole.Main, AriaRole.Contentinfo, AriaRole.Search, AriaRole.Complementary, AriaRole.Tablist })
            await Expect(Page.GetByRole(role)).ToHaveCountAsync(1);
        await Expect(Page.GetByRole(AriaRole.Listbox, new() { Name = "Events", Exact = true })).ToHaveCountAsync(1);
        var nameless = await Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, input, select, a, [tabindex="0"], [role=listbox], [role=slider], dialog, [role=option]')].filter(element => {
              const labelled = (element.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('');
              const label = [...(element.labels ?? [])].map(one => one.textContent).join('');
              return !(element.getAttribute('aria-label') || labelled || label || element.textContent).trim() && !element.hidden;
            }).map(element => element.outerHTML.slice(0, 120))
            """);
        nameless.Should().BeEmpty();
    }

    [Test]
    public async Task TheListSaysWhichOfHowManyEventsIsSelected()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(12);
        var list = Page.GetByRole(AriaRole.Listbox, new() { Name = "Events", Exact = true });
        await list.FocusAsync();
        await Page.Keyboard.PressAsync("Home");
        await Page.Keyboard.PressAsync("ArrowDown");

        var active = await list.GetAttributeAsync("aria-activedescendant");
        active.Should().NotBeNullOrEmpty();
        var row = Page.Locator($"#{active}");
        await Expect(row).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(row).ToHaveAttributeAsync("aria-posinset", "2");
        await Expect(row).ToHaveAttributeAsync("aria-setsize", "12");
        await Expect(list.GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveCountAsync(1);
    }

    [Test]
    public async Task WhatASearchFoundIsAnnounced()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(12);

        await Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("bank");
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("#announcement")).ToHaveTextAsync("2 events shown");
    }

    [Test]
    public async Task TheFocusIsVisible()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(12);
        for (var press = 0; press < 20; press++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var outline = await Page.EvaluateAsync<string>(
                "() => document.activeElement === document.body ? 'solid 2px' : `${getComputedStyle(document.activeElement).outlineStyle} ${getComputedStyle(document.activeElement).outlineWidth}`");
            outline.Should().Be("solid 2px", $"after {press + 1} presses of Tab");
        }
    }

    [Test]
    public async Task TheThemeFollowsTheSystemUntilTheButtonChoosesAnother()
    {
        await OpenAsync();
        Task ExpectBackgroundAsync(string color) => Expect(Page.Locator("body")).ToHaveCSSAsync("background-color", color);
        const string dark = "rgb(15, 18, 22)";
        const string light = "rgb(255, 255, 255)";
        await ExpectBackgroundAsync(dark);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await ExpectBackgroundAsync(light);

        await Button("Change to the dark theme").ClickAsync();
        await ExpectBackgroundAsync(dark);
        await Page.ReloadAsync();
        await ExpectBackgroundAsync(dark);
        await Button("Change to the light theme").ClickAsync();
        await ExpectBackgroundAsync(light);
        Complaints.Should().BeEmpty();
    }

    [TestCase(1000, 700)]
    [TestCase(640, 700)]
    public async Task ASmallWindowCutsOffNoControl(int width, int height)
    {
        await Page.SetViewportSizeAsync(width, height);
        await OpenAsync();
        await Expect(Rows.First).ToBeVisibleAsync();

        var outside = await Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, input, select')].filter(element => {
              if (!element.checkVisibility()) return false;
              const { left, right, top, bottom } = element.getBoundingClientRect();
              return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
            }).map(element => element.id || element.textContent)
            """);
        outside.Should().BeEmpty();
    }
}
