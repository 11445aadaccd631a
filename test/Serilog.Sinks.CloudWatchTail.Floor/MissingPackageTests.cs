using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Floor;

/// <summary>Profiles whose credentials the SDK loads from packages that an application must add. This one has none of them.</summary>
public class MissingPackageTests
{
    const string Words = "PutLogEvents could not be signed: the credentials need the package {0}, which the application does not include.";

    [TestCase("role", "AWSSDK.SecurityToken")]
    [TestCase("sso", "AWSSDK.SSO and AWSSDK.SSOOIDC")]
    [TestCase("sso-role", "AWSSDK.SSO and AWSSDK.SSOOIDC")]
    [TestCase("login", "AWSSDK.Signin")]
    public async Task AProfileWhosePackageIsMissingIsReportedAndRetriedInTheSameWords(string profile, string package)
    {
        var (first, last) = await FailuresOf(profile);

        (first.Kind, first.Reason).Should().Be((CloudWatchFailureKind.Temporary, CloudWatchFailureReason.Denied));
        first.Message.Should().EndWith("failed with CredentialsNotAvailable and is tried again; nothing is lost so far.");
        var words = string.Format(package.Contains(" and ") ? Words.Replace("package ", "packages ").Replace("is not", "are not") : Words, package);
        first.Exception!.Message.Should().StartWith(words);
        (last.Kind, last.Count).Should().Be((CloudWatchFailureKind.Final, 1));
        last.Exception!.Message.Should().Be(first.Exception.Message);
    }

    [Test]
    public async Task WhatAProfileReadsMayComeLater()
    {
        var (first, _) = await FailuresOf("of-environment");
        first.Exception!.Message.Should().StartWith("PutLogEvents could not be signed: ").And.Contain("AWS_ACCESS_KEY_ID");
    }

    [TestCase("no-source", "Profile 'no-source' cannot be used: *Source profile [nowhere] was not found*")]
    [TestCase("empty", "Profile 'empty' holds no credentials.")]
    public async Task AProfileThatIsWronglyWrittenIsRefusedAtConfiguration(string profile, string words)
    {
        var configure = () => FailuresOf(profile);
        await configure.Should().ThrowAsync<ArgumentException>().WithMessage(words);
    }

    static async Task<(CloudWatchFailure First, CloudWatchFailure Last)> FailuresOf(string profile)
    {
        var failures = new ConcurrentQueue<CloudWatchFailure>();
        using var reported = new SemaphoreSlim(0);
        await using (var logger = new LoggerConfiguration().WriteTo.CloudWatch(o =>
        {
            (o.LogGroup, o.ShutdownTimeLimit) = ("/profiles", TimeSpan.FromSeconds(1));
            (o.Connection.Profile, o.Connection.ServiceUrl) = (profile, "http://127.0.0.1:9");
            o.OnFailure = f =>
            {
                failures.Enqueue(f);
                reported.Release();
            };
        }).CreateLogger())
        {
            logger.Information("for {Profile}", profile);
            (await reported.WaitAsync(Limits.Patience)).Should().BeTrue();
        }

        return (failures.First(), failures.Last());
    }
}
