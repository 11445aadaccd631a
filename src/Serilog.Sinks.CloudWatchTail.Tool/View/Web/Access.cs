using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Web;

// Decides who may ask: only a browser that was given the link, under a name of this machine, and no page of another site in it.
sealed class Access(AccessToken token)
{
    const string TokenParameter = "token";
    const string Bearer = "Bearer ";

    static readonly string[] HostNames = ["127.0.0.1", "localhost", "[::1]"];

    // Answers a request that may not pass, and the one that brings the token. Returns whether it did.
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var port = context.Connection.LocalPort;
        if (!IsOwnHost(request.Host, port))
        {
            await Answer.ErrorAsync(context, StatusCodes.Status421MisdirectedRequest, "This viewer only answers for 127.0.0.1 and localhost.");
            return true;
        }

        if (IsForeign(request))
        {
            await Answer.ErrorAsync(context, StatusCodes.Status403Forbidden, "This viewer does not answer to pages of other sites: paste the link from the terminal into the address bar.");
            return true;
        }

        if (HttpMethods.IsGet(request.Method) && request.Path == "/" && token.Is(request.Query[TokenParameter]))
        {
            response.Cookies.Append(CookieName(port), token.Text, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
            response.StatusCode = StatusCodes.Status303SeeOther;
            response.Headers.Location = "/" + QueryString.Create(request.Query.Where(pair => pair.Key != TokenParameter));
            return true;
        }

        if (token.Is(request.Cookies[CookieName(port)]) || token.Is(BearerOf(request.Headers.Authorization))) return false;
        await Answer.ErrorAsync(context, StatusCodes.Status401Unauthorized, "Open the link that cwtail has printed in the terminal: it has the token that this viewer asks for.");
        return true;
    }

    // Cookies know no ports: without the number, two viewers would overwrite each other's.
    static string CookieName(int port) => $"cwtail-{port}";

    // Another name that resolves to this machine is an attempt at DNS rebinding.
    static bool IsOwnHost(HostString host, int port) => (host.Port ?? 80) == port && HostNames.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none") return true;
        var origin = request.Headers.Origin;
        return StringValues.IsNullOrEmpty(origin) ? HttpMethods.IsPost(request.Method) : origin != $"http://{request.Host.Value}";
    }

    static string? BearerOf(string? authorization) =>
        authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[Bearer.Length..] : null;
}
