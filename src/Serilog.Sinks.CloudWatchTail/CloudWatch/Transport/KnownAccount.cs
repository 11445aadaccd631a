using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Finds the account of the credentials in their configuration. Makes no request.
static class KnownAccount
{
    public static string Of(AWSCredentials? credentials, CredentialProfile? profile)
    {
        if (credentials is not null) return OfCredentials(credentials);
        if (profile is not null) return OfProfile(profile);

        // The SDK searches in this order: keys in the environment, a web identity, the profile.
        if (Variable("AWS_ACCESS_KEY_ID") is not null) return Variable("AWS_ACCOUNT_ID") ?? "";
        if (Variable("AWS_ROLE_ARN") is { } role && Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not null) return OfRole(role);
        return new CredentialProfileStoreChain().TryGetProfile(Variable("AWS_PROFILE") ?? "default", out var found) ? OfProfile(found) : "";
    }

    static string OfCredentials(AWSCredentials credentials) => credentials switch
    {
        // These hold their keys; other kinds may need a request to get them.
        BasicAWSCredentials or SessionAWSCredentials => credentials.GetCredentials().AccountId ?? "",
        AssumeRoleAWSCredentials assumed => OfRole(assumed.RoleArn),
        _ => "",
    };

    static string OfProfile(CredentialProfile profile) =>
        profile.Options.RoleArn is { Length: > 0 } role ? OfRole(role)
        : profile.Options.AwsAccountId is { Length: > 0 } account ? account
        : profile.Options.SsoAccountId ?? "";

    static string OfRole(string role) => Arn.TryParse(role, out var arn) ? arn.AccountId : "";

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
