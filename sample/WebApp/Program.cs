using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Serilog;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail;
using Serilog.Sinks.CloudWatchTail.Emulator;
using WebApp;

// The sink says here what it could not deliver, and why.
SelfLog.Enable(Console.Error);

await using var aws = args.Contains("--emulator") ? await CloudWatchLogsEmulator.StartAsync() : null;
if (aws is not null) Emulation.Use(aws, "/sample/web-app");

var builder = WebApplication.CreateBuilder(args.Where(argument => argument != "--emulator").ToArray());
Log.Logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
builder.Services.AddSerilog();

// Built by the container, which disposes it.
builder.Services.AddSingleton(_ => new CloudWatchLiveTail(builder.Configuration.GetRequiredSection("CloudWatchLiveTail").Get<CloudWatchLiveTailOptions>()!));
builder.Services.AddSingleton<LatestEvents>().AddHostedService(services => services.GetRequiredService<LatestEvents>());
builder.Services.AddHealthChecks().AddCheck<SinkHealthCheck>("sink").AddCheck<TailHealthCheck>("tail");

// A tail that the service refuses is logged, and its check says so: requests are served all the same.
builder.Services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);

await using (var app = builder.Build())
{
    // Before the logging of requests, which leaves these out.
    app.UseHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthReporting.WriteAsync });
    app.UseSerilogRequestLogging();
    app.MapGet("/log", (LatestEvents latest) => latest.Messages);
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
