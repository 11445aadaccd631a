using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// Whom requests are meant for, and whose pages may send them. A web page can point its own host's name at this machine (DNS rebinding), and the
// default credentials are no secret: the names of hosts are all that tells such a request from an honest one.
sealed class HostRule(IEnumerable<string> names)
{
    readonly HashSet<string> _names = new(names, StringComparer.OrdinalIgnoreCase);

    // The error that a request for a foreign host, or from a foreign page, is refused with.
    public ServiceError? Check(HttpRequest request)
    {
        var host = request.Host.HasValue ? request.Host.Host : "";
        if (!IsLocal(host))
        {
            return Refused($"The emulator does not answer for the host '{host}': use localhost or an address, or add the name to HostNames.");
        }

        return request.Headers.Origin is { Count: > 0 } origins && !IsLocal(origins)
            ? Refused($"The emulator does not answer to pages of '{origins}': open them from localhost or an address, or add their host to HostNames.")
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
