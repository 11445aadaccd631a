using System.Net.Sockets;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Tells whether a web server could not start because of its port.
static class ListenFailure
{
    // Returns the reason; null for any other exception.
    public static string? Of(Exception exception) => exception switch
    {
        IOException { InnerException: not null } => exception.GetBaseException().Message,
        SocketException => exception.Message,
        _ => null,
    };
}
