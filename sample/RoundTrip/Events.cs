using Serilog;

namespace RoundTrip;

/// <summary>What an application might log: several levels, an exception, a nested object, text beyond ASCII.</summary>
static class Events
{
    public static void Write(ILogger logger, int number)
    {
        switch (number % 5)
        {
            case 0:
                logger.Information("Order {Number} for {Customer} took {Elapsed:0.00} ms", number, "Zoë & Søn", number * 1.5);
                break;
            case 1:
                logger.Warning("Stock of {Article} is low in order {Number}: {Left} left", "größte Schraube", number, number % 7);
                break;
            case 2:
                logger.Error(Failure(number), "Payment of order {Number} failed with {Amount}", number, number + 0.99m);
                break;
            case 3:
                logger.Debug("Order {Number} goes to {@Address}", number, new { Street = "日本橋 1-1", City = "東京", Floor = 3, Tags = new[] { "gift", "\"quoted\"" } });
                break;
            default:
                logger.Verbose("Step {Number} at {At} in {Id} 🎉", number, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)), Guid.NewGuid());
                break;
        }
    }

    static Exception Failure(int number)
    {
        try
        {
            throw new InvalidOperationException($"The card of order {number} was declined.");
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
