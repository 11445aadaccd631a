using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Sinks.CloudWatchTail.Emulator;
using TailWorker;

// Relative paths in the configuration are meant from here, wherever the program is started.
Environment.CurrentDirectory = AppContext.BaseDirectory;
await using var aws = args.Contains("--emulator") ? await CloudWatchLogsEmulator.StartAsync() : null;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
Log.Logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
builder.Logging.ClearProviders().AddSerilog();
builder.Services.AddHostedService<Worker>();
if (aws is not null) Emulation.Use(aws, builder);

using (var host = builder.Build()) await host.RunAsync();
await Log.CloseAndFlushAsync();
