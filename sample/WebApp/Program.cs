using Serilog;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Emulator;
using WebApp;

// The sink says here what it could not deliver, and why.
SelfLog.Enable(Console.Error);

await using var aws = args.Contains("--emulator") ? await CloudWatchLogsEmulator.StartAsync() : null;
if (aws is not null) Emulation.Use(aws);

var builder = WebApplication.CreateBuilder(args.Where(argument => argument != "--emulator").ToArray());
Log.Logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
builder.Services.AddSerilog();

await using (var app = builder.Build())
{
    app.UseSerilogRequestLogging();
    app.MapGet("/", () => "Try /orders/17, or /orders/0, which fails.");
    app.MapGet("/orders/{id:int}", (int id, ILogger<Program> logger) =>
    {
        if (id == 0) throw new InvalidOperationException("There is no order 0.");
        logger.LogInformation("Order {OrderId} was looked up", id);
        return Results.Ok(new { id, state = "paid" });
    });
    await app.RunAsync();
}

// What is still waiting is sent, or reported, before the process ends.
await Log.CloseAndFlushAsync();
if (aws is not null) Emulation.Show(aws, "/sample/web-app");
