namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// Environment variables for the time of a test, which must not run beside others. All that the AWS SDK would read are taken away first, and the
/// shared files are elsewhere.
/// </summary>
sealed class EnvironmentScope : IDisposable
{
    readonly Dictionary<string, string?> _before = [];
    readonly string? _profilesBefore = Amazon.AWSConfigs.AWSProfilesLocation;

    public EnvironmentScope(params (string Name, string? Value)[] variables)
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
            Set(name, null);
        Amazon.AWSConfigs.AWSProfilesLocation = Path.Combine(Path.GetTempPath(), "no-such-profiles");
        foreach (var (name, value) in variables) Set(name, value);
        Forget();
    }

    public void Dispose()
    {
        Amazon.AWSConfigs.AWSProfilesLocation = _profilesBefore;
        foreach (var (name, value) in _before) Environment.SetEnvironmentVariable(name, value);
        Forget();
    }

    void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    // The SDK keeps what it has found.
    static void Forget()
    {
        Amazon.Runtime.FallbackRegionFactory.Reset();
        Amazon.Runtime.Internal.FallbackInternalConfigurationFactory.Reset();
    }
}
