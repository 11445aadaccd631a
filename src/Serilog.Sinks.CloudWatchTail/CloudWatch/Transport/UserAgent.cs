using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The User-Agent header of all requests of a pipeline, in the form of the SDK's.
static class UserAgent
{
    // Besides letters and digits.
    const string Allowed = " /!#$%&'*+,-.^_`|~";

    public static string Of(IClientConfig config)
    {
        var application = config.ClientAppId is { Length: > 0 } id ? $" app/{id}" : "";
        var header = $"{config.UserAgent}{application} md/ClientAsync".ToCharArray();
        for (var i = 0; i < header.Length; i++)
        {
            // Such as the parentheses around the name of a version of an operating system.
            if (!char.IsAsciiLetterOrDigit(header[i]) && !Allowed.Contains(header[i], StringComparison.Ordinal)) header[i] = '-';
        }

        return new string(header);
    }
}
