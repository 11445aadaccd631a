using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

/// <summary>Takes the picture in the README. It is written only when CWTAIL_PICTURE is set, so that a test run leaves the checkout as it was.</summary>
public class PictureTests : ViewerTest
{
    protected override BrowserNewContextOptions ContextOptions => new() { ViewportSize = new() { Width = 1280, Height = 800 }, ColorScheme = ColorScheme.Dark };

    protected override async Task SeedAsync()
    {
        // The same events in each picture.
        var chance = new Random(20);
        await using var web = LogInto("/shop/web", "web-1");
        await using var orders = LogInto("/shop/orders", "orders-2");
        var now = DateTimeOffset.Now;
        for (var time = now.AddMinutes(-10); time < now; time += TimeSpan.FromMilliseconds(chance.Next(200, 1400))) LogOne(web, orders, time, chance);
        foreach (var minutes in new[] { 8.6, 5.1, 4.9, 4.8, 0.037 }) Shop.LogPayment(orders, now.AddMinutes(-minutes), 4700 + chance.Next(90));
        for (var number = 0; number < 12; number++) LogOne(web, orders, now.AddMilliseconds(-1300 + (number * 100)), chance);
        await CloudWatchSinks.FlushAllAsync();
    }

    [Test]
    public async Task ThePictureShowsAFailureOfAPayment()
    {
        await OpenAsync();
        var failure = Row("failed").Last;
        await failure.ClickAsync();
        await Expect(Panel).ToContainTextAsync("The bank did not answer");
        await Page.Mouse.MoveAsync(640, 20);

        var picture = await Page.ScreenshotAsync();

        picture.Should().NotBeEmpty();
        if (Environment.GetEnvironmentVariable("CWTAIL_PICTURE") is not { Length: > 0 }) return;
        picture.Length.Should().BeLessThan(250_000);
        await System.IO.File.WriteAllBytesAsync(Repository.PathOf("src", "Serilog.Sinks.CloudWatchTail.Tool", "viewer.png"), picture);
    }

    static void LogOne(Logger web, Logger orders, DateTimeOffset time, Random chance)
    {
        string[] customers = ["ACME", "Zorg", "Initech", "Globex"];
        var order = 4700 + chance.Next(90);
        switch (chance.Next(12))
        {
            case 0:
                Shop.Log(orders, time, LogEventLevel.Warning, "Stock of {Item} is low: {Left} left", "bolt M8", chance.Next(9));
                break;
            case 1 or 2:
                Shop.Log(orders, time, LogEventLevel.Debug, "Cache {Cache} missed {Key}", "prices", $"sku-{chance.Next(999)}");
                break;
            case 3 or 4 or 5:
                Shop.Log(orders, time, LogEventLevel.Information, "Order {OrderId} of {Customer} accepted, {Items} items", order, customers[chance.Next(4)], chance.Next(1, 9));
                break;
            case 6:
                Shop.Log(orders, time, LogEventLevel.Information, "Parcel of order {OrderId} handed over: {@Parcel}", order, new { Weight = chance.Next(10, 90) / 10.0, Express = chance.Next(2) == 0 });
                break;
            default:
                Shop.Log(web, time, LogEventLevel.Information, "HTTP {Method} {Path} responded {StatusCode} in {Elapsed:0.0} ms", "GET", $"/orders/{order}", chance.Next(9) == 0 ? 404 : 200, chance.Next(20, 900) / 10.0);
                break;
        }
    }
}
