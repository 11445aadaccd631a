using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Sinks.CloudWatchTail;

namespace WebApp;

/// <summary>Degraded while the live tail shows nothing.</summary>
sealed class TailHealthCheck(CloudWatchLiveTail tail) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        tail.State is CloudWatchLiveTailState.Live or CloudWatchLiveTailState.Backfilling
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"the live tail is {tail.State}"));
}
