using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class WrongClockTests : ViewerTest
{
    [Test]
    public async Task AnEventWithAWrongClockDoesNotSqueezeTheOthers()
    {
        await using var logger = LogInto("/histogram/clock", "wrong");
        var now = DateTimeOffset.Now;
        for (var number = 0; number < 100; number++) Shop.Log(logger, now.AddSeconds(-number), LogEventLevel.Warning, "Punctual {Number}", number);
        Emulator.Put("/histogram/clock", "wrong", """{"@t":"1970-01-01T00:00:00Z","@mt":"Of 1970"}""");
        await OpenAsync();

        await Expect(Page.Locator("#shown")).ToHaveTextAsync("101 events shown");
        await Expect(Page.Locator("#chart-caption")).ToContainTextAsync("1 far away");
        await Expect(Page.Locator("#chart-caption")).Not.ToContainTextAsync("years");
        await Page.Locator("#list").FocusAsync();
        await Page.Keyboard.PressAsync("Home");
        await Expect(Row("Of 1970")).ToContainTextAsync("1970-01-01");
    }
}
