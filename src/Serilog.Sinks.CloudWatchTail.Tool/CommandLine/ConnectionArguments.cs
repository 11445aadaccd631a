using System.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// The connection options of every command that calls AWS.
sealed class ConnectionArguments
{
    readonly Option<string?> _region = new("--region") { Description = "The AWS region. Default: the AWS SDK's own chain (AWS_REGION, the profile, the instance).", HelpName = "REGION" };
    readonly Option<string?> _profile = new("--profile") { Description = "A profile of the shared AWS configuration files.", HelpName = "NAME" };
    readonly Option<string?> _endpointUrl = new("--endpoint-url") { Description = "A custom endpoint, such as that of 'cwtail emulator'.", HelpName = "URL" };

    public IReadOnlyList<Option> Options => [_region, _profile, _endpointUrl];

    public void AddTo(Command command)
    {
        foreach (var option in Options) command.Add(option);
    }

    // Sets the options named on the command line and leaves the others unchanged.
    public void Apply(ParseResult parsed, CloudWatchConnectionOptions connection)
    {
        connection.Region = parsed.GetValue(_region) ?? connection.Region;
        connection.Profile = parsed.GetValue(_profile) ?? connection.Profile;
        connection.ServiceUrl = parsed.GetValue(_endpointUrl) ?? connection.ServiceUrl;
    }
}
