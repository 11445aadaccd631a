using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// Checks the host that a request is meant for and the page that sends it. A web page can point its own host name at this machine (DNS rebinding), and
// the default credentials are no secret, so only the host names tell such a request from a legitimate one.
sealed class HostRule(IEnumerable<string> names)
{
    readonly HashSet<string> _names = new(names, StringComparer.OrdinalIgnoreCase);

    // Returns the error for a request to a foreign host or from a foreign page.
    public ServiceError? Check(HttpRequest request)
    {
        var host = request.Host.HasValue ? request.Host.Host : "";
        if (!IsLocal(host))
        {
            return Refused($"The emulator does not answer for the host '{host}': use localhost or an IP address, or add the name to HostNames.");
        }

        return request.Headers.Origin is { Count: > 0 } origins && !IsLocal(origins)
            ? Refused($"The emulator does not answer to pages of '{origins}': open them from localhost or an IP address, or add their host to HostNames.")
            : null;
    }

    bool IsLocal(StringValues origins) =>
        origins.All(o => Uri.TryCreate(o, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && IsLocal(origin.IdnHost));

    bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || _names.Contains(host)
        || IPAddress.TryParse(host.AsSpan().Trim("[]"), out _);

    static ServiceError Refused(string message) => new("AccessDeniedException", message, StatusCodes.Status403Forbidden);
}
