using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Sinks.CloudWatchTail;

namespace WebApp;

/// <summary>Degraded, and not unhealthy, while CloudWatch Logs takes no events: they wait, and a restart would not help.</summary>
sealed class SinkHealthCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = CloudWatchSinks.Status.Where(sink => sink.IsBackingOff).Select(sink =>
            $"{sink.LogGroup}: {sink.LastError?.ErrorCode}, {sink.Waiting} events wait, last success {sink.LastSuccess:u}, next try {sink.BackingOffUntil:u}").ToList();
        return Task.FromResult(failing.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", failing)));
    }
}
