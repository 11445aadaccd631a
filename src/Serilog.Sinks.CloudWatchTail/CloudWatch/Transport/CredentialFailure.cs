using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Explains why there are no credentials, with a remedy where the SDK only names a class or an assembly.
static partial class CredentialFailure
{
    public static string TextOf(Exception exception)
    {
        var message = exception.Message;
        if (MissingAssembly().Match(message) is { Success: true } missing) return MissingPackage(missing.Groups["name"].Value);
        if (NoSignIn().IsMatch(message)) return "the profile has no valid IAM Identity Center sign-in: run 'aws sso login' for it.";

        // The inner exception has the service's reason for refusing a role, or names the input that this role cannot get here.
        return exception.InnerException is { } cause && !message.Contains(cause.Message, StringComparison.Ordinal) ? $"{message}: {cause.Message}" : message;
    }

    static string MissingPackage(string assembly) => assembly switch
    {
        "AWSSDK.SSO" or "AWSSDK.SSOOIDC" => "the credentials need the packages AWSSDK.SSO and AWSSDK.SSOOIDC, which the application does not include.",
        "AWSSDK.Signin" =>
            $"{Needs(assembly)} A profile signed in by 'aws login' also works through another one that has "
            + "credential_process = aws configure export-credentials --format process --profile and its name.",
        _ => Needs(assembly),
    };

    static string Needs(string package) => $"the credentials need the package {package}, which the application does not include.";

    // The SDK's list of everything it has tried may contain it too.
    [GeneratedRegex(@"Assembly (?<name>AWSSDK\.\w+) could not be found", RegexOptions.CultureInvariant)]
    private static partial Regex MissingAssembly();

    [GeneratedRegex(@"No valid SSO Token|\] is an SSO profile\.", RegexOptions.CultureInvariant)]
    private static partial Regex NoSignIn();
}
