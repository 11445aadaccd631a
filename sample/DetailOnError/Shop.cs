using Serilog;

namespace DetailOnError;

// A web application that looks orders up, says at Debug how, and fails once in a hundred requests.
sealed class Shop
{
    public const int FailsEvery = 100;

    public static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSerilog();
        var app = builder.Build();
        app.UseSerilogRequestLogging();
        app.MapGet("/orders/{id:int}", (int id, ILogger<Shop> logger) =>
        {
            logger.LogDebug("Cache {Cache} has no entry for {Key}", "orders", $"order:{id}");
            logger.LogDebug("Query {Query} took {Elapsed} ms and returned {Rows} rows", "SELECT * FROM orders WHERE id = @id", id % 7, 1);
            logger.LogDebug("Stock of {ProductId} is {Stock} at {Warehouse}", id * 3, id % FailsEvery, "north");
            if (id % FailsEvery == 0) throw new InvalidOperationException($"Order {id} cannot be delivered: there is no stock.");
            return Results.Ok(new { id, state = "paid" });
        });
        return app;
    }
}
