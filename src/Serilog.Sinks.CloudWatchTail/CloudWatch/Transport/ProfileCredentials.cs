using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The credentials of a profile that the SDK could not create at configuration, because a package or the profile's source was missing. The next call
// tries again, so that all kinds of profile fail alike: the failure is reported and retried.
sealed class ProfileCredentials(CredentialProfile profile) : AWSCredentials
{
    AWSCredentials? _made;

    public override ImmutableCredentials GetCredentials() => Make().GetCredentials();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Make().GetCredentialsAsync();

    AWSCredentials Make() => _made ??= profile.GetAWSCredentials(new CredentialProfileStoreChain());
}
