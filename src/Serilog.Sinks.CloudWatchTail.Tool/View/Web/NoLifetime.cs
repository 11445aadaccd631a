using Microsoft.Extensions.Hosting;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Web;

// Leaves Ctrl+C to the command line: the host's own lifetime would take it.
sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
