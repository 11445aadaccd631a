using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Floor;

/// <summary>The SDK looks once for the place of its configuration file: this comes before every test.</summary>
[SetUpFixture]
public class ProfilesOfTheRun
{
    readonly AwsProfiles _profiles = new();

    [OneTimeSetUp]
    public void Point()
    {
        foreach (var (name, value) in _profiles.Environment) Environment.SetEnvironmentVariable(name, value);
    }

    [OneTimeTearDown]
    public void Delete() => _profiles.Dispose();
}
