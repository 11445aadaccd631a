using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebApp;

/// <summary>The health as JSON: of the whole, and of each check with its reason.</summary>
static class HealthReporting
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
    });
}
