using System.Diagnostics;

namespace WebApp;

/// <summary>One event a request. ASP.NET Core starts an activity for each, so that all its events have its trace id.</summary>
sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
            logger.LogInformation("HTTP {Method} {Path} responded {StatusCode} in {Elapsed:0.0} ms",
                context.Request.Method, context.Request.Path.Value, context.Response.StatusCode, Elapsed(began));
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "HTTP {Method} {Path} failed in {Elapsed:0.0} ms", context.Request.Method, context.Request.Path.Value, Elapsed(began));
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    static double Elapsed(long began) => Stopwatch.GetElapsedTime(began).TotalMilliseconds;
}
