using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Web;

// The files of the page, which are embedded in the assembly. Only these paths exist: nothing is read from the disk.
static class PageFiles
{
    const string Prefix = "page/";
    const string Index = "index.html";

    static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
    };

    // The files by their paths in URLs.
    public static IReadOnlyDictionary<string, RequestDelegate> ByPath { get; } = Find();

    static Dictionary<string, RequestDelegate> Find()
    {
        var assembly = typeof(PageFiles).Assembly;
        var files = new Dictionary<string, RequestDelegate>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            // On Windows the build writes the folders with backslashes.
            var path = resource.Replace('\\', '/');
            if (!path.StartsWith(Prefix, StringComparison.Ordinal) || !ContentTypes.TryGetValue(Path.GetExtension(path), out var type)) continue;
            var name = path[Prefix.Length..];
            files[name == Index ? "/" : $"/{name}"] = Send(assembly, resource, type);
        }

        return files;
    }

    static RequestDelegate Send(Assembly assembly, string resource, string type)
    {
        return async context =>
        {
            await using var file = assembly.GetManifestResourceStream(resource)!;
            context.Response.ContentType = type;
            context.Response.ContentLength = file.Length;
            await file.CopyToAsync(context.Response.Body, context.RequestAborted);
        };
    }
}
