using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Sinks.CloudWatchTail;

namespace TailWorker;

/// <summary>Tails the log groups of the configuration into the sinks of the configuration, for as long as the host runs.</summary>
sealed class Worker(IConfiguration configuration, ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = configuration.GetRequiredSection("CloudWatchLiveTail").Get<CloudWatchLiveTailOptions>()!;
        options.OnNotice = notice => logger.LogInformation("{Notice}", notice.ToString());

        await using var tail = new CloudWatchLiveTail(options);
        await tail.RunAsync(Log.Logger, stoppingToken);
    }
}
