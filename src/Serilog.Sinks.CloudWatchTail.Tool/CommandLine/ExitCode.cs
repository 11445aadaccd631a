namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// The exit codes. They are part of the tool's interface, so that scripts can tell one outcome from another.
static class ExitCode
{
    // The history was read to its end, Ctrl+C or the reader of the output ended the live tail, or every line was delivered.
    public const int Success = 0;

    // Something was lost: put could not deliver lines, or a receiver did not accept events.
    public const int Lost = 1;

    // The command line, or a configuration file that it names, is wrong.
    public const int Usage = 2;

    // AWS refused: there are no credentials, they have expired, or a permission is missing.
    public const int Denied = 3;

    public const int NotFound = 4;

    // The service was unreachable or failed, or anything else went wrong.
    public const int Failed = 5;

    public const string Help = """
        0  done: read to the end, ended by Ctrl+C or a closed pipe, all lines delivered
        1  lines were lost (put), or a receiver of --to did not take all events
        2  the command line or a configuration file is wrong
        3  no credentials, or AWS denies access
        4  a log group or log stream does not exist
        5  anything else, such as a service that cannot be reached
        """;
}
