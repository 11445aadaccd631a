using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The credentials of a profile that the SDK could not make at configuration, for want of a package or of what the profile reads them from. They are
// made with the next call, so that each kind of profile fails alike: reported, and tried again.
sealed class ProfileCredentials(CredentialProfile profile) : AWSCredentials
{
    AWSCredentials? _made;

    public override ImmutableCredentials GetCredentials() => Make().GetCredentials();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Make().GetCredentialsAsync();

    AWSCredentials Make() => _made ??= profile.GetAWSCredentials(new CredentialProfileStoreChain());
}
