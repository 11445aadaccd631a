using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

/// <summary>Profiles that the tool brings the packages for, with AWS's own sign-in services on loopback.</summary>
[Parallelizable(ParallelScope.Self)]
class ProfileTests
{
    const string Group = "/shop/orders";

    static readonly EmulatorCredentials Temporary = new("TEMPORARY", "secret", "token");

    readonly AwsProfiles _profiles = new();
    CloudWatchLogsEmulator _aws = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _profiles.SignIn();
        _aws = await CloudWatchLogsEmulator.StartAsync(o => o.Credentials = Temporary);
        _aws.Put(Group, "1", "hello");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _aws.DisposeAsync();
        _profiles.Dispose();
    }

    [TestCase("sso", "GET /federation/credentials")]
    [TestCase("role", "POST /")]
    [TestCase("sso-role", "GET /federation/credentials", "POST /")]
    public async Task AProfileThatAsksForItsCredentialsReadsTheGroup(string profile, params string[] asked)
    {
        var requests = new List<string>();
        await using var services = await WireServer.StartAsync((context, _) =>
        {
            requests.Add($"{context.Request.Method} {context.Request.Path}");
            return AnswerAsync(context);
        });

        var result = await RunAsync(services.Url, profile, "--profile", profile);
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().Equal("hello");
        requests.Should().Equal(asked);
    }

    [TestCase("login", "AWSSDK.Signin*'aws login'*credential_process")]
    [TestCase("role", "Error calling AssumeRole for role arn:aws:iam::123456789012:role/reader*not authorized")]
    public async Task CredentialsThatCannotBeMadeEndItWithThreeAndTheReason(string profile, string said)
    {
        await using var services = await WireServer.StartAsync((context, _) => WireServer.AnswerAsync(
            context, 403, "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>You are not authorized.</Message></Error></ErrorResponse>"));
        ShouldBeDenied(await RunAsync(services.Url, profile, "--profile", profile), said);
        ShouldBeDenied(await RunAsync(services.Url, profile), profile == "login" ? said : "not authorized");
    }

    [Test]
    public async Task ASignInThatIsMissingOrOverEndsItWithThreeAndTheCommandThatMendsIt()
    {
        using var signedOut = new AwsProfiles();
        await using var services = await WireServer.StartAsync(401, "{}");
        foreach (var arguments in new string[][] { ["--profile", "sso"], [] })
            ShouldBeDenied(await RunAsync(services.Url, "sso", signedOut, arguments), "IAM Identity Center*run 'aws sso login'");
        services.Requests.Should().BeEmpty();
    }

    [TestCase("no-source", "--profile 'no-source' cannot be used*nowhere")]
    [TestCase("empty", "--profile 'empty' holds no credentials")]
    [TestCase("nowhere", "--profile 'nowhere' is not in the shared AWS configuration files")]
    public async Task AProfileThatIsWronglyWrittenIsAMistakeOfTheCommandLine(string profile, string said)
    {
        var result = await RunAsync("http://127.0.0.1:1", null, "--profile", profile);
        result.ExitCode.Should().Be(2);
        result.Error.Should().ContainMatch($"cwtail: {said}*");
    }

    static void ShouldBeDenied(ProgramResult result, string said)
    {
        result.Error.Should().ContainMatch($"cwtail: *could not be signed: *{said}*");
        result.ExitCode.Should().Be(3);
        result.Output.Should().BeEmpty();
    }

    Task<ProgramResult> RunAsync(string signInUrl, string? profile, params string[] arguments) => RunAsync(signInUrl, profile, _profiles, arguments);

    async Task<ProgramResult> RunAsync(string signInUrl, string? profile, AwsProfiles profiles, params string[] arguments)
    {
        (string, string?)[] environment =
        [
            .. Cwtail.EnvironmentFor(_aws), .. profiles.Environment,
            ("AWS_PROFILE", profile), ("AWS_ENDPOINT_URL_STS", signInUrl), ("AWS_ENDPOINT_URL_SSO", signInUrl), ("AWS_ENDPOINT_URL_SSO_OIDC", signInUrl),
        ];
        await using var tool = ProgramRun.Start(Cwtail.ProgramFile, environment, [Group, "--no-follow", "--since", "1h", "--format", "raw", .. arguments]);
        return await tool.EndAsync();
    }

    static Task AnswerAsync(HttpContext context)
    {
        var (id, secret, token) = (Temporary.AccessKeyId, Temporary.SecretAccessKey, Temporary.SessionToken);
        return WireServer.AnswerAsync(context, 200, context.Request.Method == "GET"
            ? $$$"""{"roleCredentials":{"accessKeyId":"{{{id}}}","secretAccessKey":"{{{secret}}}","sessionToken":"{{{token}}}","expiration":4070908800000}}"""
            : $"""
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>{id}</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey><SessionToken>{token}</SessionToken>
                <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                """);
    }
}
