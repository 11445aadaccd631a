using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A home with an AWS configuration file that has a profile of each kind, and at first no sign-in.</summary>
sealed class AwsProfiles : IDisposable
{
    const string Session = "staff";

    const string Configuration = $"""
        [profile sso]
        sso_session = {Session}
        sso_account_id = 123456789012
        sso_role_name = Reader
        region = us-east-1
        [sso-session {Session}]
        sso_region = us-east-1
        sso_start_url = https://example.awsapps.com/start
        [profile keys]
        aws_access_key_id = AKIDEXAMPLE
        aws_secret_access_key = secret
        [profile role]
        role_arn = arn:aws:iam::123456789012:role/reader
        source_profile = keys
        region = us-east-1
        [profile sso-role]
        role_arn = arn:aws:iam::123456789012:role/reader
        source_profile = sso
        region = us-east-1
        [profile login]
        login_session = arn:aws:iam::123456789012:user/me
        region = us-east-1
        [profile no-source]
        role_arn = arn:aws:iam::123456789012:role/reader
        source_profile = nowhere
        region = us-east-1
        [profile of-environment]
        role_arn = arn:aws:iam::123456789012:role/reader
        credential_source = Environment
        region = us-east-1
        [profile empty]
        region = us-east-1
        """;

    readonly TempFolder _home = new();

    public AwsProfiles()
    {
        System.IO.File.WriteAllText(_home.GetFile("config"), Configuration);
    }

    /// <summary>What makes a process of the SDK read these and nothing else; the network is what the test adds.</summary>
    public (string Name, string? Value)[] Environment =>
    [
        ("HOME", _home.FullName),
        ("USERPROFILE", _home.FullName),
        ("AWS_CONFIG_FILE", _home.GetFile("config")),
        ("AWS_SHARED_CREDENTIALS_FILE", _home.GetFile("credentials")),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_ACCESS_KEY_ID", null),
        ("AWS_SECRET_ACCESS_KEY", null),
        ("AWS_SESSION_TOKEN", null),
        ("AWS_PROFILE", null),
    ];

    /// <summary>What <c>aws sso login</c> leaves behind.</summary>
    public void SignIn()
    {
        var folder = Directory.CreateDirectory(_home.GetFile(".aws/sso/cache")).FullName;
        var name = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(Session))).ToLowerInvariant();
        System.IO.File.WriteAllText(
            Path.Combine(folder, name + ".json"),
            """{"startUrl":"https://example.awsapps.com/start","region":"us-east-1","accessToken":"signed-in","expiresAt":"2099-01-01T00:00:00Z"}""");
    }

    public void Dispose() => _home.Dispose();
}
