using System.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// How AWS is reached: the options that every command with a network side has.
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

    // Sets what the command line names and leaves the rest as it is.
    public void Apply(ParseResult parsed, CloudWatchConnectionOptions connection)
    {
        connection.Region = parsed.GetValue(_region) ?? connection.Region;
        connection.Profile = parsed.GetValue(_profile) ?? connection.Profile;
        connection.ServiceUrl = parsed.GetValue(_endpointUrl) ?? connection.ServiceUrl;
    }
}
